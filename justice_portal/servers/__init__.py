"""Starts and stops everything the product runs on, on one machine: `python -m justice_portal.servers`.

Standard library only, and no Django: this code must work before the settings can be read, and it is what fills them in.
"""
