"""Shows what we write to the tools that read it, and takes back what they make of it.

    run.py PROGRAM [TOOL …]

One line for each fact that was looked at. Ends with 1 at the first that is not so.
"""

import sys

import lokalize
import office
import omegat
import page
import pictures
import review
import toolkit

TOOLS = {
    "omegat": omegat,
    "toolkit": toolkit,
    "lokalize": lokalize,
    "office": office,
    "review": review,
    "page": page,
    "pictures": pictures,
}


def main():
    program, *chosen = sys.argv[1:]
    for name in chosen or TOOLS:
        for fact in TOOLS[name].facts(program):
            print(f"{name}: {fact}", flush=True)
    print("every tool agrees")


if __name__ == "__main__":
    main()
