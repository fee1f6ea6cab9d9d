"""Content as read from files: questions, their exercises, and variants that are asked and marked.

    from tutor.questions.library import Library

    library = Library.at()                        # or Library.at(directory); reads question.toml files only
    exercise = library.find("5.2a.ii")            # a part of the paper in one case, or an exercise beyond it
    variant = exercise.paper()                    # the paper's numbers; exercise.draw(7) fresh ones
    variant.prompt, variant.form, variant.hints, variant.solution, variant.numbers
    variant.mark("(1, 0.8)")                      # a tutor.marking.Verdict; earlier={"5.2a.ii": …} follows through
    variant.explore("gd.plus")                    # the explorer's inputs, and its wrong rule

Titles (`tutor.questions.question`) load without numpy; a template's file is read when it is first asked for. What
content may say is in content/AUTHORING.md; `tutor.questions.lint.check` tries it out.
"""
