// Whoever imports Plumbline can name what an answer consists of. How profiles are read and JSON is written stays inside.
@_exported public import PlumblineEngine
@_exported public import PlumblineGuideline
@_exported public import PlumblineJSON
