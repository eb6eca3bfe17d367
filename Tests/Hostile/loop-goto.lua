-- expects: PLB_LIMIT_FUEL line 3
::again::
goto again
