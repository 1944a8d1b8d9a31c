package larksong.library.deletion;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import larksong.library.Timeline;
import larksong.library.Upload.State;
import larksong.library.UploadFolder;
import larksong.library.store.Column;
import larksong.library.store.Session;

/** The files that the rows of a library name, and whose they are. */
public final class Holdings {

  static final String MEDIA = "media/";
  public static final String UPLOADS = "uploads/";
  static final String PICTURES = "uploads/pictures/";

  private final Map<String, Held> files = new TreeMap<>();

  private Holdings() {}

  /**
   * A file.
   *
   * @param name in the home folder
   * @param bytes its length; -1 where no row says it
   * @param sha256 empty where no row says it
   * @param owners in words
   */
  public record Held(String name, long bytes, String sha256, Set<String> owners) {

    /** The same that is known to be longer or shorter, or to be another. */
    public Held as(long otherBytes, String otherSha256) {
      return new Held(name, otherBytes, otherSha256, owners);
    }
  }

  /** By name. */
  public static Map<String, Held> of(Session session) throws SQLException {
    Holdings holdings = new Holdings();
    holdings.addMedia(session);
    holdings.addUploads(session);
    return holdings.files;
  }

  /** The name of a file in the media store. */
  static String media(String sha256, String ending) {
    return MEDIA + sha256.substring(0, 2) + "/" + sha256 + ending;
  }

  private void addMedia(Session session) throws SQLException {
    Map<String, String> owners = new TreeMap<>();
    session.list(
        row -> {
          String owner = Column.edition(row) + " '" + row.getString("title") + "'";
          owners.put(row.getString("guid"), owner);
          addMedia(row.getString("sha256"), ".mp3", row.getLong("bytes"), owner);
          addMedia(row.getString("cover"), ".jpg", -1, owner);
          return owner;
        },
        "select guid, show, edition, listener, title, bytes, sha256, cover from episode");
    session.list(
        row -> {
          String guid = row.getString("guid");
          for (String picture : Timeline.pictures(row.getString("items"))) {
            addMedia(picture, ".jpg", -1, owners.getOrDefault(guid, "upload " + guid));
          }
          return guid;
        },
        "select guid, items from timeline");
  }

  private void addMedia(String sha256, String ending, long bytes, String owner) {
    add(media(sha256, ending), bytes, sha256, owner);
  }

  private void addUploads(Session session) throws SQLException {
    session.list(
        row -> {
          addPicture(row.getString("picture"), "show " + row.getString("name"));
          return row.getRow();
        },
        "select name, picture from show where picture is not null");
    session.list(
        row -> {
          State state = State.valueOf(row.getString("state"));
          String owner = "upload '" + row.getString("title") + "' to " + row.getString("show");
          String folder = UPLOADS + row.getString("guid") + "/";
          if (row.getString("picture") != null && state != State.HELD) {
            addPicture(row.getString("picture"), owner);
          }
          if (state == State.RECEIVED) {
            add(folder + UploadFolder.SENT, row.getLong("bytes"), "", owner);
          } else if (state == State.HELD) {
            for (String file : UploadFolder.FILES) {
              add(folder + file, -1, "", owner);
            }
          }
          return row.getRow();
        },
        "select guid, show, title, state, picture, bytes from upload"
            + " where state in ('WAITING', 'RECEIVED', 'HELD')");
  }

  private void addPicture(String picture, String owner) {
    add(PICTURES + picture, -1, "", owner);
  }

  private void add(String name, long bytes, String sha256, String owner) {
    files
        .computeIfAbsent(name, file -> new Held(file, bytes, sha256, new TreeSet<>()))
        .owners()
        .add(owner);
  }

  /** Whether a show or an upload on its way has this picture. */
  public static boolean isNamed(Session session, String picture) throws SQLException {
    return session
        .first(
            row -> row.getString(1),
            "select name from show where picture = ? union select show from upload where"
                + " picture = ? and state in ('WAITING', 'RECEIVED')",
            picture,
            picture)
        .isPresent();
  }
}
