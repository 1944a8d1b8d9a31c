package larksong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.clients.Installed;

/**
 * What the library serves, beside nginx serving the same bytes on the same machine, in turns, with
 * wrk at 32 connections, and what 2,000 listeners who hardly read cost it; also of an earlier build
 * if {@code -Dlarksong.before} names one. Needs Linux, and the Debian packages nginx-light and wrk,
 * which it installs if it may.
 */
public final class LibraryBench {

  private static final int SECONDS = 3;
  private static final int SOUND = 10 << 20;
  private static final int SLOW = 2000;
  private static final String NGINX = "nginx";
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern MEDIA = Pattern.compile("media/[0-9a-f-]+\\.mp3");

  private final List<Build> builds;
  private final Path folder;

  private LibraryBench(List<Build> builds, Path folder) {
    this.builds = builds;
    this.folder = folder;
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    Installed.program("/usr/sbin/nginx", "nginx-light");
    Installed.program("wrk", "wrk");
    new LibraryBench(Build.all(arguments[0]), Files.createTempDirectory("larksong-bench")).run();
  }

  private void run() throws Exception {
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(
        config.resolve("shows/sent.yaml"),
        "title: Sent\nkind: morning-briefing\nzone: UTC\n"
            + "sources: [{ notes: ../../notes, window: all }]\n");
    Path sound = sound(config);
    Map<String, Serving> servers = new LinkedHashMap<>();
    try {
      for (Build build : builds) {
        command(build, config, "upload", sound.toString(), "--title", "Sent", "--show", "sent");
        servers.put(build.name(), Serving.of(build, folder, home(build), config, ""));
      }
      compare(servers);
    } finally {
      servers.values().forEach(Serving::close);
    }
  }

  /** A spoken sentence, again and again. */
  private Path sound(Path config) throws Exception {
    Path said = folder.resolve("said.mp3");
    command(builds.get(0), config, "say", "Good morning. All is well.", "-o", said.toString());
    byte[] sentence = Files.readAllBytes(said);
    Path sound = folder.resolve("sound.mp3");
    try (OutputStream out = Files.newOutputStream(sound)) {
      for (int written = 0; written < SOUND; written += sentence.length) {
        out.write(sentence);
      }
    }
    return sound;
  }

  private void command(Build build, Path config, String... arguments) throws Exception {
    List<String> command = build.command(arguments);
    command.addAll(List.of("--home", home(build).toString(), "--config", config.toString()));
    Cost.of(folder, command);
  }

  private Path home(Build build) {
    return folder.resolve("home-" + build.name());
  }

  /** The addresses of a feed and a recording. */
  private record Addresses(String feed, String sound) {

    static Addresses of(Serving serving) throws Exception {
      String feed = serving.library() + "shows/sent/feed.xml";
      Matcher media = MEDIA.matcher(new String(get(feed), StandardCharsets.UTF_8));
      if (!media.find()) {
        throw new IOException("There is no recording in the feed");
      }
      return new Addresses(feed, serving.library() + media.group());
    }
  }

  /** What is asked for, and what the request says. */
  private record Task(Function<Addresses, String> address, List<String> headers) {}

  private void compare(Map<String, Serving> servers) throws Exception {
    Map<String, Addresses> places = new LinkedHashMap<>();
    for (Map.Entry<String, Serving> server : servers.entrySet()) {
      places.put(server.getKey(), Addresses.of(server.getValue()));
    }
    Addresses now = places.values().iterator().next();
    Map<String, Task> tasks = new LinkedHashMap<>();
    tasks.put("ranges", new Task(Addresses::sound, List.of("Range: bytes=65536-131071")));
    tasks.put("files", new Task(Addresses::sound, List.of()));
    tasks.put("feed", new Task(Addresses::feed, List.of()));
    tasks.put("304", new Task(Addresses::feed, List.of("If-None-Match: ETAG")));
    Map<String, byte[]> files = Map.of("feed.xml", get(now.feed()), "sound.mp3", get(now.sound()));
    try (Nginx nginx = Nginx.serving(folder, files)) {
      places.put(NGINX, new Addresses(nginx.url() + "feed.xml", nginx.url() + "sound.mp3"));
      for (Map.Entry<String, Task> task : tasks.entrySet()) {
        Map<String, Double> rates = rates(places, task.getValue());
        for (String build : servers.keySet()) {
          System.out.printf(
              Locale.ROOT,
              "library %s: %s %.0f /s, %.2fx of nginx's %.0f /s%n",
              build,
              task.getKey(),
              rates.get(build),
              rates.get(build) / rates.get(NGINX),
              rates.get(NGINX));
        }
      }
    }
    for (Map.Entry<String, Serving> server : servers.entrySet()) {
      long before = server.getValue().resident();
      List<Socket> slow = slowListeners(URI.create(places.get(server.getKey()).sound()));
      long grown = server.getValue().resident() - before;
      for (Socket socket : slow) {
        socket.close();
      }
      System.out.printf(
          Locale.ROOT,
          "library %s: %d slow listeners %+d MB%n",
          server.getKey(),
          slow.size(),
          grown >> 20);
    }
  }

  /** Requests a second at each, after some that do not count. */
  private Map<String, Double> rates(Map<String, Addresses> places, Task task) throws Exception {
    Map<String, List<Double>> rounds = new LinkedHashMap<>();
    for (int round = 0; round <= Figures.rounds(); round++) {
      for (Map.Entry<String, Addresses> place : places.entrySet()) {
        double rate = rate(task.address().apply(place.getValue()), task.headers());
        if (round > 0) {
          rounds.computeIfAbsent(place.getKey(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    rounds.forEach((name, measured) -> rates.put(name, Figures.median(measured)));
    return rates;
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
}
