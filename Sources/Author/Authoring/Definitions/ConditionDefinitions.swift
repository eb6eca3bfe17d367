/// The words that join conditions.
enum ConditionDefinitions {
  static let text = """
    ---True, false, or unknown while a fact that it needs is absent.
    ---@class plumbline.Condition

    ---True if every one is true, false if any is false, else unknown.
    ---@param conditions plumbline.Condition[]
    ---@return plumbline.Condition
    function all(conditions) end

    ---True if any is true, false if every one is false, else unknown.
    ---@param conditions plumbline.Condition[]
    ---@return plumbline.Condition
    function any(conditions) end

    ---True if every one is false, false if any is true, else unknown.
    ---@param conditions plumbline.Condition[]
    ---@return plumbline.Condition
    function none(conditions) end

    ---The first that is not unknown: the best measure that is known. Learning more can change it.
    ---@param conditions plumbline.Condition[]
    ---@return plumbline.Condition
    function first_known(conditions) end

    ---True if any is true, false if at least one is known and none is true: whichever scale was used. Learning more
    ---can change it.
    ---@param conditions plumbline.Condition[]
    ---@return plumbline.Condition
    function any_known(conditions) end

    """
}
