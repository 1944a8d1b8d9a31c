package larksong.privacy;

/** What a private thing is; its word begins the stand-in. */
public enum PrivateKind {
  MAIL("Mail"),
  SECRET("Secret"),
  ACCOUNT("Account"),
  PHONE("Phone"),
  STREET("Street");

  private final String word;

  PrivateKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
