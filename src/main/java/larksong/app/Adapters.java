package larksong.app;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import larksong.alert.CommandMessenger;
import larksong.alert.MailMessenger;
import larksong.alert.Messenger;
import larksong.audio.Encoder;
import larksong.audio.jave.FfmpegLocator;
import larksong.audio.jave.JaveEncoder;
import larksong.config.Installation;
import larksong.config.Kind;
import larksong.config.Section;
import larksong.egress.EgressRecord;
import larksong.library.Library;
import larksong.library.access.Tokens;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;
import larksong.model.Show;
import larksong.process.OwnersPrograms;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.Reencoder;
import larksong.publish.audiobookshelf.AudiobookshelfPublisher;
import larksong.publish.command.CommandPublisher;
import larksong.publish.library.RemotePublisher;
import larksong.publish.library.ShelfPublisher;
import larksong.publish.site.SitePublisher;
import larksong.publish.spotify.SpotifyPublisher;
import larksong.script.ScriptJudge;
import larksong.script.ScriptWriter;
import larksong.script.llm.Conversation;
import larksong.script.llm.ModelJudge;
import larksong.script.llm.ModelWriter;
import larksong.script.outline.OutlineWriter;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.calendar.IcsCalendar;
import larksong.source.data.DataTable;
import larksong.source.feed.NewsFeed;
import larksong.source.notes.MarkdownNotes;
import larksong.speech.SoundReader;
import larksong.speech.Synthesizer;
import larksong.speech.command.CommandSynthesizer;
import larksong.speech.freetts.FreeTtsSynthesizer;
import larksong.spoken.Spoken;
import okhttp3.OkHttpClient;

/** Every adapter there is, by the word that the owner writes; those without a word at the end. */
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

  /** The voices that are in this program. */
  static Synthesizer embedded() {
    return new FreeTtsSynthesizer();
  }

  /** The one encoder. */
  static Encoder encoder(FfmpegLocator ffmpeg) {
    return new JaveEncoder(ffmpeg);
  }

  /** The library of this home, under the name that a show's {@code publish} has for it. */
  static Publisher shelf(
      String target,
      Library library,
      Tokens tokens,
      URI publicUrl,
      Function<Edition, Optional<Lease>> leases) {
    return new ShelfPublisher(target, library, tokens, publicUrl, leases);
  }

  /** Writes without a model. */
  static ScriptWriter outline(Show show, Kind kind, Spoken spoken) {
    return new OutlineWriter(show, kind, spoken);
  }

  /** Has a model write. */
  static ScriptWriter model(Show show, Kind kind, Conversation conversation) {
    return new ModelWriter(show, kind, conversation);
  }

  /** Has a model judge what is written. */
  static ScriptJudge judge(Show show, Kind kind, Conversation conversation) {
    return new ModelJudge(show, kind, conversation);
  }

  /** Mail to the owner. */
  static Messenger mail(Installation.Mail mail, Clock clock, EgressRecord record) {
    MailMessenger.Server server =
        new MailMessenger.Server(mail.server(), mail.user(), mail.password().reveal());
    return new MailMessenger(server, mail.from(), mail.to(), clock, record);
  }

  /** The owner's program, which is started with each message. */
  static Messenger command(List<String> command, OwnersPrograms programs) {
    return new CommandMessenger(command, programs);
  }
}
