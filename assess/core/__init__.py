"""The pure heart: questionnaire, conditions, assessment, scoring, gaps, plan, evaluation.

Nothing here reads a file, a clock or the environment, and nothing here knows a screen.
"""
