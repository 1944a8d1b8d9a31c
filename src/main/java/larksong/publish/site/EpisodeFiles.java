package larksong.publish.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.library.feed.Addresses;
import larksong.library.feed.Companions;
import larksong.model.Episode;

/**
 * What a site has of one recording of an edition, under a name that nothing else ever gets: what a
 * stalled node sends or removes late is not what others have there.
 */
record EpisodeFiles(ShelvedEpisode entry, Addresses addresses) {

  static EpisodeFiles of(ShelvedEpisode entry, String name, String base) {
    return new EpisodeFiles(entry, new Addresses(base, Map.of(entry.guid(), name)));
  }

  /** Where they are at the site. */
  List<String> paths() {
    return List.of(
        path(audio()),
        path(addresses.cover(entry)),
        path(addresses.transcript(entry)),
        path(addresses.transcriptJson(entry)),
        path(addresses.chapters(entry)),
        path(addresses.episode(entry)));
  }

  /** The address of the sound. */
  String audio() {
    return addresses.audio(entry);
  }

  /** Sends them; each was there as it was sent when this returns. */
  void send(Site site, Episode episode) throws IOException {
    copy(site, audio(), episode.mp3(), "audio/mpeg");
    copy(site, addresses.cover(entry), episode.cover(), "image/jpeg");
    write(site, addresses.transcript(entry), entry.transcript(), "text/vtt");
    write(
        site,
        addresses.transcriptJson(entry),
        Json.write(Companions.transcript(entry)),
        "application/json");
    write(
        site,
        addresses.chapters(entry),
        Json.write(Companions.chapters(entry, List.of(), addresses)),
        "application/json+chapters");
    write(site, addresses.episode(entry), page(), "text/html; charset=utf-8");
  }

  private void copy(Site site, String address, Path file, String type) throws IOException {
    site.copy(path(address), file, type);
    new Proof(site).of(path(address), file);
  }

  private void write(Site site, String address, String text, String type) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    site.write(path(address), content, type);
    new Proof(site).of(path(address), content);
  }

  /** Whether the sound lies there, as far as its size tells. */
  boolean areThere(Site site) throws IOException {
    return site.part(path(audio()), 0, 1).filter(part -> part.size() == entry.bytes()).isPresent();
  }

  private String path(String address) {
    return address.substring(addresses.base().length() + 1);
  }

  private String page() {
    return "<!doctype html><meta charset=utf-8><meta name=robots content=noindex><title>"
        + escaped(entry.title())
        + "</title><h1>"
        + escaped(entry.title())
        + "</h1><audio controls src='"
        + audio().substring(audio().lastIndexOf('/') + 1)
        + "'></audio>"
        + entry.notes();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
