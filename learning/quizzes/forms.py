"""What the forms of quizzes send."""

from django import forms

from learning.courses.forms import KeyForm

#: An answer longer than this is not even shown again.
LONGEST_SHOWN = 200


class AnswerForm(KeyForm):
    """One answer. What the answer says is read by the question's kind."""

    question = forms.UUIDField(widget=forms.HiddenInput)
