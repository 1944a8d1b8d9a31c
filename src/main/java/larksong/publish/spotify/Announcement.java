package larksong.publish.spotify;

/** What the service lists of an announced episode. */
record Announcement(String title, String language) {

  static final String KIND = "EPISODE_AUDIO";
}
