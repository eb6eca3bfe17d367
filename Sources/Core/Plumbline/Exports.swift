// A program that imports Plumbline can name the parts of an answer. How profiles are read and JSON is written stays internal.
@_exported public import PlumblineEngine
@_exported public import PlumblineGuideline
@_exported public import PlumblineJSON
