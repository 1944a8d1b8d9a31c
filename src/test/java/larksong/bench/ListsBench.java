package larksong.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * What lists and searches cost where a show has 10,000 episodes, beside one that has 20, in turns
 * and with a heap of 256 MB; ends with 1 if an aim is missed. Needs Linux, for a server's CPU time.
 */
public final class ListsBench {

  private static final int MANY = 10_000;
  private static final int FEW = 20;

  /** Requests that are timed as one: a page takes a few milliseconds. */
  private static final int REQUESTS = 20;

  private static final int AT_ONCE = 20;
  private static final String HEAP = "-Xmx256m";
  private static final double PAGE_AIM = 3;
  private static final double EPISODES_AIM = 5;

  /** Seconds: the library ends a search after two; the rest is for a busy machine. */
  private static final double SEARCH_AIM = 3;

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

  private final Build build;
  private final Path folder;
  private final Path config;
  private final HttpClient client = HttpClient.newBuilder().build();
  private final List<String> missed = new ArrayList<>();

  private ListsBench(Build build, Path folder) {
    this.build = build;
    this.folder = folder;
    this.config = folder.resolve("config");
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    ListsBench bench =
        new ListsBench(Build.now(arguments[0]), Files.createTempDirectory("larksong-bench"));
    bench.run();
    bench.missed.forEach(aim -> System.out.println("missed: " + aim));
    System.exit(bench.missed.isEmpty() ? 0 : 1);
  }

  private void run() throws Exception {
    Files.createDirectories(config.resolve("shows"));
    LongShelf.fill(home(FEW), FEW);
    LongShelf.fill(home(MANY), MANY);
    System.out.printf(
        Locale.ROOT,
        "%nA show of %d episodes beside one of %d, medians of %d, %s:%n",
        MANY,
        FEW,
        Figures.rounds(),
        HEAP);
    episodes();
    try (Serving few = Serving.of(build, folder, home(FEW), config, HEAP);
        Serving many = Serving.of(build, folder, home(MANY), config, HEAP)) {
      pages(few, many);
      search(many);
      atOnce(many);
    }
  }

  private Path home(int episodes) {
    return folder.resolve("home-" + episodes);
  }

  private void episodes() throws Exception {
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    for (int round = 0; round < Figures.rounds(); round++) {
      few.add(episodes(FEW));
      many.add(episodes(MANY));
    }
    double ratio = compare("larksong episodes", many, few);
    aim("larksong episodes", ratio, EPISODES_AIM);
  }

  private double episodes(int number) throws Exception {
    List<String> command =
        build.command("episodes", "--home", home(number).toString(), "--config", config.toString());
    double seconds = Cost.of(folder, command).wall();
    long lines;
    try (var out = Files.lines(folder.resolve("out"))) {
      lines = out.count();
    }
    if (lines != number) {
      throw new IOException("Expected " + number + " episodes but was " + lines);
    }
    return seconds;
  }

  private void pages(Serving few, Serving many) throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("the show's page", "shows/morning/");
    pages.put("the library's page", "");
    pages.put("the feed's first page", "shows/morning/feed.xml");
    for (Map.Entry<String, String> page : pages.entrySet()) {
      List<Double> ofFew = new ArrayList<>();
      List<Double> ofMany = new ArrayList<>();
      // The first two rounds are for the compiler.
      for (int round = -2; round < Figures.rounds(); round++) {
        double less = seconds(few.library() + page.getValue());
        double more = seconds(many.library() + page.getValue());
        if (round >= 0) {
          ofFew.add(less);
          ofMany.add(more);
        }
      }
      double ratio = compare(page.getKey(), ofMany, ofFew);
      if (page.getValue().equals("shows/morning/")) {
        aim(page.getKey(), ratio, PAGE_AIM);
      }
    }
  }

  /** Of one of several requests, one after the other. */
  private double seconds(String address) throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < REQUESTS; i++) {
      int status = status(address);
      if (status != 200) {
        throw new IOException("Expected 200 but was " + status);
      }
    }
    return (System.nanoTime() - begin) / 1e9 / REQUESTS;
  }

  private int status(String address) throws Exception {
    return client.send(request(address), BodyHandlers.ofByteArray()).statusCode();
  }

  private static HttpRequest request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(LONGEST_ANSWER).build();
  }

  private void search(Serving many) throws Exception {
    String all = String.join(" ", LongShelf.ALL_COMMON);
    Map<String, String> searches = new LinkedHashMap<>();
    searches.put("a word that all have", LongShelf.COMMON);
    searches.put("a word that none has", "elephant");
    searches.put("eleven words that all have", all);
    searches.put("those and the beginning of many", all + " ba");
    searches.put("the beginning of many", "ba");
    for (Map.Entry<String, String> search : searches.entrySet()) {
      String address = many.library() + found(search.getValue());
      List<Double> seconds = new ArrayList<>();
      for (int round = 0; round < Figures.rounds(); round++) {
        long begin = System.nanoTime();
        int status = status(address);
        seconds.add((System.nanoTime() - begin) / 1e9);
        if (status != 200) {
          missed.add("the search for " + search.getKey() + " was answered with " + status);
        }
      }
      double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "search for %-31s %7.3f s, the longest %.3f s%n",
          search.getKey(),
          Figures.median(seconds),
          longest);
      if (longest > SEARCH_AIM) {
        missed.add(
            String.format(
                Locale.ROOT,
                "the search for %s took %.1f s; the aim is %.0f s",
                search.getKey(),
                longest,
                SEARCH_AIM));
      }
    }
  }

  private static String found(String words) {
    return "search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private void atOnce(Serving many) throws Exception {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("the show's page", List.of("shows/morning/"));
    kinds.put("the library's page", List.of(""));
    kinds.put("searches", List.of(found(LongShelf.COMMON)));
    kinds.put("feeds", List.of("shows/morning/feed.xml"));
    kinds.put("feeds of all shows", List.of("feed.xml"));
    kinds.put("all of these", kinds.values().stream().map(one -> one.get(0)).toList());
    for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
      List<Double> seconds = new ArrayList<>();
      List<String> errors = new ArrayList<>();
      for (int round = 0; round < Figures.rounds(); round++) {
        long begin = System.nanoTime();
        errors.addAll(errorsAtOnce(many, kind.getValue()));
        seconds.add((System.nanoTime() - begin) / 1e9);
      }
      System.out.printf(
          Locale.ROOT,
          "%d at once: %-30s %7.3f s, %d errors%n",
          AT_ONCE,
          kind.getKey(),
          Figures.median(seconds),
          errors.size());
      if (!errors.isEmpty()) {
        missed.add(
            String.format(
                "%d at once without an error: %s (%d of %d: %s)",
                AT_ONCE,
                kind.getKey(),
                errors.size(),
                AT_ONCE * Figures.rounds(),
                errors.stream().distinct().toList()));
      }
    }
    if (!many.isAlive() || many.errors().contains("OutOfMemoryError")) {
      missed.add("the server's memory: " + many.errors().lines().limit(3).toList());
    }
  }

  /** What is wrong with those requests that fail of the ones that are sent together. */
  private List<String> errorsAtOnce(Serving many, List<String> paths) {
    List<CompletableFuture<HttpResponse<byte[]>>> answers =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> request(many.library() + paths.get(i % paths.size())))
            .map(request -> client.sendAsync(request, BodyHandlers.ofByteArray()))
            .toList();
    return answers.stream().map(ListsBench::error).flatMap(Optional::stream).toList();
  }

  private static Optional<String> error(CompletableFuture<HttpResponse<byte[]>> answer) {
    try {
      int status = answer.join().statusCode();
      return status == 200 ? Optional.empty() : Optional.of("status " + status);
    } catch (CompletionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    }
  }

  private static double compare(String what, List<Double> many, List<Double> few) {
    double ratio = Figures.median(many) / Figures.median(few);
    System.out.printf(
        Locale.ROOT,
        "%-24s %9.4f s / %9.4f s = %.2fx%n",
        what,
        Figures.median(many),
        Figures.median(few),
        ratio);
    return ratio;
  }

  private void aim(String what, double ratio, double most) {
    if (ratio > most) {
      missed.add(
          String.format(
              Locale.ROOT, "%s costs %.2fx; the aim is at most %.0fx", what, ratio, most));
    }
  }
}
