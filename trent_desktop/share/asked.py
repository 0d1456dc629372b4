"""What is asked of the share's process: the methods of each service that are called there.

The window's process does not import the services themselves, which stand on the database (rule
92). `python -m tools.asked_of_the_share` writes the list anew, and a test says when it must.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

#: After the name of a method: while the school does not answer it gives the answer of last time.
ELSE_LAST_SEEN: Final = "*"


@cache
def methods_of(service: str) -> frozenset[str]:
    """The methods of a service that are asked there; of the school itself for an empty path."""
    return frozenset(SERVICES.get(service, "").split())


#: By the path of the service; empty for the school itself.
SERVICES: Final[Mapping[str, str]] = {
    "": """
        change_password check_audit check_file check_password close follow hurry listen locks
        to_rest
    """,
    "accounts": """
        accounts* close counts dates save seen set_password show_password show_with_code
    """,
    "agreements": """

    """,
    "agreements.batches": """
        again issue issued* plan
    """,
    "agreements.families": """
        change join keep of_pupils* part
    """,
    "agreements.purposes": """
        change now*
    """,
    "agreements.register": """
        answers_of* everybody* figures* find* history* may_be_photographed* note_export pupil*
        staff* table* to_export
    """,
    "agreements.reminders": """
        issue plan
    """,
    "agreements.returns": """
        answer form_to_answer history* mark_never recent* record scan unanswered* undo
    """,
    "agreements.voices": """
        count_again end of
    """,
    "agreements.wordings": """
        at* current* every* mark_checked restore save versions*
    """,
    "attachments": """
        add view
    """,
    "calendar": """
        look
    """,
    "case_lists": """
        export
    """,
    "cases": """
        act copy_for_print history open_case
    """,
    "cases.sending": """
        deliver deliver_put forget_role_keys put_first send
    """,
    "cases.sending.in_order": """
        bring bring_before try_all_the_same why
    """,
    "cases.sending.under_way": """
        arrived going is_going settle wait_for
    """,
    "cases.sending.withholding": """
        take_away
    """,
    "children": """
        look_again note_print open
    """,
    "class_lists": """
        apply export forget_profile last_step* plan remember_columns undo
    """,
    "copies": """
        change make make_now state
    """,
    "copy_keys": """
        add all end maker
    """,
    "drafts": """

    """,
    "figures": """
        for_governors
    """,
    "filter_checks": """
        add_check add_review counts dates everything* for_review take_back
    """,
    "filter_review": """
        of
    """,
    "first_steps": """
        now*
    """,
    "giving_back": """
        give leave look
    """,
    "giving_out": """
        check_password record
    """,
    "governors": """
        dates explain look report tell to_tell* told*
    """,
    "induction": """
        all* counts dates mine* tick untick
    """,
    "keys_put_by": """
        confirm
    """,
    "laptops": """
        known* let_in let_in_for shut_out
    """,
    "lesson_drafts": """

    """,
    "lesson_log": """
        deliver judge
    """,
    "lessons": """
        bring_in remove save
    """,
    "letters": """
        change
    """,
    "mail": """
        close send write
    """,
    "meetings": """
        answer calendar_file call_off came change counts dates families letters meetings* plan
        printed
    """,
    "members": """
        all* change change_recovery_code invite prove_recovery_code remove renew_slip renew_slips
        reset_password restore suspend try_recovery_code withdraw
    """,
    "moving": """
        look move
    """,
    "packs": """
        arrived look make send sent
    """,
    "people": """

    """,
    "policy": """
        cited* dates in_force* version* versions*
    """,
    "policy_drafts": """
        answer answer_all approve begin change discard draft
    """,
    "policy_reading": """
        counts dates mine* read who*
    """,
    "pupils": """
        add add_class all* archive archive_class bring_back change classes* doubles* keep_class
        merge move undo
    """,
    "putting_back": """
        copies look put_back
    """,
    "roles_held": """
        appoint give hand_over news* seen share take
    """,
    "school_year": """
        begin last_step* preview undo
    """,
    "settings": """
        change change_profile change_second_factor change_table restore_table
    """,
    "supervision": """
        end of_class* of_my_class* pass_on register
    """,
    "tasks": """
        deliver
    """,
    "timeline": """
        lines* undo
    """,
    "training": """
        add_certificate attended attendees call_off correct counts dates i_was_there mark mine* plan
        scan sessions* sheet standings* withdraw_certificate
    """,
    "trying": """
        look
    """,
    "watch": """
        close last* look look_now stop
    """,
    "whom": """

    """,
}
