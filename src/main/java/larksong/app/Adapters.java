package larksong.app;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import larksong.config.Section;
import larksong.process.OwnersPrograms;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.Reencoder;
import larksong.publish.audiobookshelf.AudiobookshelfPublisher;
import larksong.publish.command.CommandPublisher;
import larksong.publish.library.RemotePublisher;
import larksong.publish.site.SitePublisher;
import larksong.publish.spotify.SpotifyPublisher;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.calendar.IcsCalendar;
import larksong.source.data.DataTable;
import larksong.source.feed.NewsFeed;
import larksong.source.notes.MarkdownNotes;
import larksong.speech.SoundReader;
import larksong.speech.Synthesizer;
import larksong.speech.command.CommandSynthesizer;
import okhttp3.OkHttpClient;

/** Every adapter there is, by the word that the owner writes. */
final class Adapters {

  private Adapters() {}

  /**
   * A kind of source.
   *
   * @param isPublic whether its items may be sent to a model elsewhere unless the owner forbids it
   */
  record SourceKind(boolean isPublic, SourceReader reader) {}

  /** Makes a source of its section. */
  @FunctionalInterface
  interface SourceReader {
    Source read(Section section, Documents documents);
  }

  /** What publishers may use beside their section. */
  record Outside(
      Supplier<OkHttpClient> client,
      Receipts receipts,
      Reencoder reencoder,
      Clock clock,
      OwnersPrograms programs) {

    SitePublisher.Outside site() {
      return new SitePublisher.Outside(client, receipts, clock);
    }
  }

  /** Makes a publisher of its section. */
  @FunctionalInterface
  interface PublisherReader {
    Publisher read(String target, Section section, Outside outside);
  }

  /** Makes a voice engine of its section. */
  @FunctionalInterface
  interface EngineReader {
    Synthesizer read(String engine, Section section, SoundReader reader, OwnersPrograms programs);
  }

  static final Map<String, SourceKind> SOURCES =
      new TreeMap<>(
          Map.of(
              "calendar", new SourceKind(false, IcsCalendar::of),
              "notes", new SourceKind(false, (section, documents) -> MarkdownNotes.of(section)),
              "feed", new SourceKind(true, NewsFeed::of),
              "data", new SourceKind(false, DataTable::of)));

  /** Those beside FreeTTS, which is always there. */
  static final Map<String, EngineReader> ENGINES =
      new TreeMap<>(Map.of("command", CommandSynthesizer::of));

  static final Map<String, PublisherReader> PUBLISHERS =
      new TreeMap<>(
          Map.of(
              "library",
              (target, section, outside) ->
                  RemotePublisher.of(target, section, outside.client(), outside.receipts()),
              "folder",
              (target, section, outside) -> SitePublisher.folder(target, section, outside.site()),
              "webdav",
              (target, section, outside) -> SitePublisher.webdav(target, section, outside.site()),
              "s3",
              (target, section, outside) -> SitePublisher.s3(target, section, outside.site()),
              "audiobookshelf",
              (target, section, outside) ->
                  AudiobookshelfPublisher.of(target, section, outside.client(), outside.receipts()),
              "spotify",
              (target, section, outside) ->
                  SpotifyPublisher.of(
                      target,
                      section,
                      new SpotifyPublisher.Outside(
                          outside.client(),
                          outside.receipts(),
                          outside.reencoder(),
                          outside.clock())),
              "command",
              (target, section, outside) ->
                  CommandPublisher.of(target, section, outside.receipts(), outside.programs())));
}
