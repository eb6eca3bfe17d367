/// The members of a profile that are not facts. No fact and no group of facts has such a name.
public enum ProfileKeys {
  public static let reserved = ["id", "notes", "instruments", "answered_together", "visits", "provenance"]
}
