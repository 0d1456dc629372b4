"""Small widgets that every room is built from. Import each from the module that holds it.

Text is in `words`, buttons in `buttons`, `doors` and `rows`, surfaces in `cards`, `notices` and
`sheets`, marks in `marks`, fields in `fields` and `choices`, lists in `lists`, pages in `pages`.
"""
