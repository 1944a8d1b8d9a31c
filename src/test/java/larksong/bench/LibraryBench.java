package larksong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.clients.Installed;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.model.Fixtures;

/**
 * What the library serves, beside nginx serving the same bytes on the same machine, in turns, with
 * wrk at 32 connections; and what 2,000 listeners who hardly read cost it. Needs Linux, and the
 * Debian packages nginx-light and wrk, which it installs if it may.
 */
public final class LibraryBench {

  private static final int SECONDS = 3;
  private static final int SOUND = 4 << 20;
  private static final int SLOW = 2000;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private final Path jar;
  private final Path folder;

  private LibraryBench(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    Installed.program("/usr/sbin/nginx", "nginx-light");
    Installed.program("wrk", "wrk");
    new LibraryBench(Path.of(arguments[0]), Files.createTempDirectory("larksong-bench")).run();
  }

  private void run() throws Exception {
    byte[] sound = new byte[SOUND];
    new Random(1).nextBytes(sound);
    ShelvedEpisode episode = shelved(new String(sound, StandardCharsets.ISO_8859_1));
    Process server = serve();
    try {
      String library = address(server);
      byte[] feed = get(library + "shows/morning/feed.xml");
      byte[] served = get(library + "media/" + episode.guid() + ".mp3");
      try (Nginx nginx = Nginx.serving(folder, Map.of("feed.xml", feed, "sound.mp3", served))) {
        compare(server, library, episode, nginx.url());
      }
    } finally {
      server.destroy();
      server.waitFor(20, TimeUnit.SECONDS);
    }
  }

  /** A path at the library, the same at nginx, and what the request says. */
  private record Task(String ours, String theirs, List<String> headers) {}

  private void compare(Process server, String library, ShelvedEpisode episode, String nginx)
      throws Exception {
    String feed = library + "shows/morning/feed.xml";
    String sound = library + "media/" + episode.guid() + ".mp3";
    List<String> part = List.of("Range: bytes=65536-131071");
    Map<String, Task> tasks = new LinkedHashMap<>();
    tasks.put("ranges", new Task(sound, nginx + "sound.mp3", part));
    tasks.put("files", new Task(sound, nginx + "sound.mp3", List.of()));
    tasks.put("feed", new Task(feed, nginx + "feed.xml", List.of()));
    tasks.put("304", new Task(feed, nginx + "feed.xml", List.of("If-None-Match: ETAG")));
    Map<String, Double> ratios = new LinkedHashMap<>();
    System.out.printf(Locale.ROOT, "%-8s %14s %14s %8s%n", "", "library /s", "nginx /s", "ratio");
    for (Map.Entry<String, Task> entry : tasks.entrySet()) {
      Task task = entry.getValue();
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      rate(task.ours(), task.headers());
      for (int round = 0; round < Figures.rounds(); round++) {
        ours.add(rate(task.ours(), task.headers()));
        theirs.add(rate(task.theirs(), task.headers()));
      }
      double ratio = Figures.median(ours) / Figures.median(theirs);
      ratios.put(entry.getKey(), ratio);
      System.out.printf(
          Locale.ROOT,
          "%-8s %14.0f %14.0f %7.2fx%n",
          entry.getKey(),
          Figures.median(ours),
          Figures.median(theirs),
          ratio);
    }
    long before = resident(server);
    List<Socket> slow = slowListeners(URI.create(sound));
    long grown = resident(server) - before;
    for (Socket socket : slow) {
      socket.close();
    }
    System.out.printf(
        Locale.ROOT,
        "library: ranges %.2fx, files %.2fx, 304 %.2fx of nginx; %d slow listeners %+d MB%n",
        ratios.get("ranges"),
        ratios.get("files"),
        ratios.get("304"),
        slow.size(),
        grown >> 20);
  }

  private ShelvedEpisode shelved(String sound) throws Exception {
    try (Library library = Library.open(folder.resolve("home"), Clock.systemUTC())) {
      Path bench = folder.resolve("bench");
      return library.shelve(Episodes.of(bench, Fixtures.EDITION, sound));
    }
  }

  private Process serve() throws IOException {
    return new ProcessBuilder(
            List.of(
                Build.java(),
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0",
                "--json",
                "--home",
                folder.resolve("home").toString()))
        .redirectError(folder.resolve("serve.txt").toFile())
        .redirectOutput(folder.resolve("serve.json").toFile())
        .start();
  }

  private String address(Process server) throws Exception {
    while (!server.waitFor(50, TimeUnit.MILLISECONDS)) {
      String out = Files.readString(folder.resolve("serve.json"));
      if (out.contains("}")) {
        JsonNode serving = Json.tree(out);
        return serving.path("url").asText().replace("localhost", "127.0.0.1");
      }
    }
    throw new IOException("The server ended: " + Files.readString(folder.resolve("serve.txt")));
  }

  private double rate(String address, List<String> headers) throws Exception {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + SECONDS + "s"));
    for (String header : headers) {
      command.add("-H");
      command.add(header.contains("ETAG") ? header.replace("ETAG", etag(address)) : header);
    }
    command.add(address);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out;
    try (InputStream in = wrk.getInputStream()) {
      out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher rate = RATE.matcher(out);
    if (wrk.waitFor() != 0 || !rate.find() || BAD.matcher(out).find()) {
      throw new IOException("wrk failed: " + out);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static String etag(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private static byte[] get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray())
        .body();
  }

  /** Each asks for a whole recording, reads its first byte, and no more. */
  private static List<Socket> slowListeners(URI sound) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] request =
        ("GET " + sound.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < SLOW; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), sound.getPort()), 10_000);
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request);
      sockets.add(socket);
    }
    for (Socket socket : sockets) {
      if (socket.getInputStream().read() != 'H') {
        throw new IOException("A slow listener got no answer");
      }
    }
    return sockets;
  }

  /** Bytes of memory that a process holds. */
  private static long resident(Process process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("The server is gone");
  }
}
