import Testing

/// All tests of the service, one after another: each runs a whole service, and some measure how long it takes.
@Suite(.serialized) struct InTurn {}
