"""What comes next in a course of SCORM 2004, by the course's own rules. It runs here, never in the browser.

The names of processes (NB.2.1, SB.2.9 …) are those of the book on sequencing and navigation of SCORM 2004, 4th edition.
Nothing in this folder knows of requests, learners or the database: a tree comes in, and a tree goes out.
"""
