"""Someone on probation who opens the front door of the site finds the door for own phones."""

from django.urls import reverse


def test_the_front_door_leads_to_the_phone_door(client, db):
    phone = reverse("account_request_login_code")
    assert f'href="{phone}"' in client.get("/sign-in/").content.decode()
    page = client.get(phone).content.decode()
    assert f'href="{reverse("phones:join")}"' in page
