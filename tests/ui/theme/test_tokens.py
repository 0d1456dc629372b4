"""The tokens: what can be read, what is told by shape, what grows with the text."""

from __future__ import annotations

import re

import pytest

from ui.theme.icons import icon_names
from ui.theme.tokens import (
    EDGE_PAIRS,
    LIGHT,
    PALETTES,
    SMART,
    TEXT_PAIRS,
    TYPE,
    Theme,
    Tone,
    contrast,
)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    palette = PALETTES[theme]
    found = contrast(getattr(palette, ink), getattr(palette, ground))
    assert found >= 4.5, f"{ink} on {ground} in {theme}: {found:.2f}"


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_controls_can_be_seen(theme: str, edge: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("tone", Tone)
def test_every_tone_can_be_read_in_its_own_chip(theme: str, tone: Tone) -> None:
    ink, ground = PALETTES[theme].tone(tone)
    assert contrast(ink, ground) >= 4.5


def test_high_contrast_is_seven_to_one_throughout() -> None:
    palette = PALETTES["contrast"]
    for ink, ground in TEXT_PAIRS:
        assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 7, (ink, ground)


def test_the_look_s_colours_are_the_ones_agreed_on() -> None:
    assert (LIGHT.page, LIGHT.card, LIGHT.line) == ("#F4F6F8", "#FFFFFF", "#DCE2E9")
    assert (LIGHT.ink, LIGHT.soft, LIGHT.act, LIGHT.act_dark) == (
        "#1A2433",
        "#556274",
        "#0B5E6B",
        "#084A55",
    )
    assert {palette.focus for palette in PALETTES.values()} == {"#FFB000"}


def test_the_five_letters_differ_in_colour_and_in_shape() -> None:
    assert list(SMART) == ["S", "M", "A", "R", "T"]
    for palette in PALETTES.values():
        assert len({getattr(palette, token) for token, _shape in SMART.values()}) == 5
    shapes = {shape for _token, shape in SMART.values()}
    assert len(shapes) == 5
    assert shapes <= icon_names()


def test_every_colour_is_written_in_full() -> None:
    for palette in PALETTES.values():
        for name in palette._fields:
            value = getattr(palette, name)
            if isinstance(value, str):
                assert re.fullmatch("#[0-9A-F]{6}", value), name


def test_body_text_doubles_and_titles_grow_less() -> None:
    small, large = Theme(scale=1.0), Theme(scale=2.0)
    assert large.type_px("body") == 2 * small.type_px("body") == 30
    assert large.type_px("small") == 2 * TYPE["small"]
    assert small.type_px("title") < large.type_px("title") < 2 * small.type_px("title")


def test_no_motion_means_none_at_all() -> None:
    assert Theme(motion=False).ms(180) == 0
    assert Theme(motion=True).ms(180) == 180
