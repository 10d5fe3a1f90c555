"""What people like, speak and want help with: fixed choices, so that nothing can be told between the lines (T52)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


class Interest(TextChoices):
    """Things people like to do."""

    SPORT = "sport", _("Sport and keeping fit")
    MUSIC = "music", _("Music")
    COOKING = "cooking", _("Cooking")
    READING = "reading", _("Books and reading")
    ART = "art", _("Art and making things")
    FILM = "film", _("Films and TV")
    GAMES = "games", _("Games and chess")
    GARDENS = "gardens", _("Gardens and growing food")
    ANIMALS = "animals", _("Animals")
    COMPUTERS = "computers", _("Computers")
    BUILDING = "building", _("Building and fixing things")
    CARS = "cars", _("Cars and bikes")
    FAITH = "faith", _("Faith")
    HISTORY = "history", _("History")


class Help(TextChoices):
    """What a mentor can help with."""

    TALK = "talk", _("Someone to talk to")
    WORK = "work", _("Finding work")
    HOME = "home", _("A place to live")
    LEARN = "learn", _("Learning and courses")
    READ = "read", _("Reading and writing")
    MONEY = "money", _("Money and bills")
    FAMILY = "family", _("Family")
    HEALTH = "health", _("Keeping well")
    ADDICTION = "addiction", _("Staying off drink and drugs")
    LEAVING = "leaving", _("Getting ready to leave")
    CONFIDENCE = "confidence", _("Feeling more sure of myself")


class Language(TextChoices):
    """Languages that people and mentors speak together."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    ALBANIAN = "sq", _("Albanian")
    ARABIC = "ar", _("Arabic")
    BENGALI = "bn", _("Bengali")
    BSL = "bfi", _("British Sign Language")
    FRENCH = "fr", _("French")
    LITHUANIAN = "lt", _("Lithuanian")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    TURKISH = "tr", _("Turkish")
    URDU = "ur", _("Urdu")
    VIETNAMESE = "vi", _("Vietnamese")


class Goal(TextChoices):
    """What a person and a mentor can agree to get done."""

    FIRST_WEEK = "first_week", _("Plan my first week out")
    CV = "cv", _("Write a CV")
    JOB = "job", _("Ask for a job")
    COURSE = "course", _("Finish a course")
    HOME = "home", _("Find a place to live")
    BANK = "bank", _("Open a bank account")
    ID = "id", _("Get ID")
    MONEY = "money", _("Plan my money")
    READ = "read", _("Read better")
    FAMILY = "family", _("Be in touch with my family")
    FIT = "fit", _("Keep fit")
    CLEAN = "clean", _("Stay off drink and drugs")
    CALM = "calm", _("Stay calm when it is hard")


class FreeTime(TextChoices):
    """When somebody can meet or write."""

    MORNING = "morning", _("Weekday mornings")
    AFTERNOON = "afternoon", _("Weekday afternoons")
    EVENING = "evening", _("Weekday evenings")
    WEEKEND = "weekend", _("Weekends")


class Way(TextChoices):
    """How two people can be in touch."""

    MEET = "meet", _("Meet face to face")
    PHONE = "phone", _("Talk by phone")
    VIDEO = "video", _("Talk by video")
    WRITE = "write", _("Write to each other")


class Limit(TextChoices):
    """What makes meeting harder, for staff to plan with."""

    STAIRS = "stairs", _("I cannot use stairs")
    HEARING = "hearing", _("I do not hear well")
    SIGHT = "sight", _("I do not see well")
    READING = "reading", _("Reading is hard for me")
    QUIET = "quiet", _("I need a quiet room")


def language_named(name: str) -> str:
    """The code of a language that is written in English, as people's records write it; English when it is none of ours."""
    with override("en"):
        names = {str(label).lower(): value for value, label in Language.choices}
    return names.get(name.strip().lower(), Language.ENGLISH.value)
