package larksong.it;

/**
 * What is to be in a library once.
 *
 * @param count a query for how often it is there
 * @param acknowledged whether somebody was told so; else it may be missing
 */
record Promise(String what, String count, boolean acknowledged) {

  static Promise ofEpisode(String title, boolean acknowledged) {
    return new Promise(
        "the episode '" + title + "'",
        "select count(*) from episode where title = '" + title + "'",
        acknowledged);
  }

  static Promise ofShow(String title) {
    return new Promise(
        "the show '" + title + "'",
        "select count(*) from show where title = '" + title + "'",
        true);
  }

  static Promise ofToken(String name, boolean acknowledged) {
    return new Promise(
        "the token '" + name + "'",
        "select count(*) from token where name = '" + name + "' and revoked is null",
        acknowledged);
  }
}
