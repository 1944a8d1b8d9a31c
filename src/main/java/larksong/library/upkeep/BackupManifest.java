package larksong.library.upkeep;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup says of itself: all that is in it, so that anything else, or anything less, is
 * noticed.
 *
 * @param format of the file as a whole
 * @param made the moment that its rows are of
 * @param database the kind that they came from
 * @param form the version of its tables
 * @param library the library's id
 * @param rows how many there are of each table
 * @param lost what should be in it and could not be read
 */
record BackupManifest(
    int format,
    Instant made,
    String database,
    int form,
    String library,
    Map<String, Long> rows,
    List<Entry> entries,
    List<Backup.Lost> lost) {

  static final int FORMAT = 1;

  BackupManifest {
    entries = List.copyOf(entries);
    lost = List.copyOf(lost);
  }

  /** One file in it. */
  record Entry(String name, long bytes, String sha256) {}
}
