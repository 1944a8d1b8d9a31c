package larksong.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.clients.DemoLibrary;
import larksong.clients.Installed;
import larksong.library.access.Accounts;
import larksong.model.EditionId;
import larksong.script.LyingWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of a real library, in Chromium, as people use them. */
class PagesTest {

  private static final Path PICTURES = Path.of("target", "pages");
  private static final int PHONE = 390;
  private static final int DESKTOP = 1280;

  @TempDir static Path home;

  private static DemoLibrary demo;
  private static Larksong larksong;
  private static Station station;
  private static Playwright playwright;
  private static Browser browser;
  private static String library;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoLibrary.of(home, "demo", "study", "trip", "league");
    larksong = demo.larksong();
    station = demo.station();
    library =
        "http://localhost:" + station.port() + "/t/" + larksong.tokens().listening("test") + "/";
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownloads()));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Installed.program("chromium", "chromium"))
                    .setArgs(
                        List.of("--no-sandbox", "--autoplay-policy=no-user-gesture-required")));
  }

  private static Map<String, String> noDownloads() {
    Map<String, String> environment = new java.util.HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    return environment;
  }

  @AfterAll
  static void stop() {
    browser.close();
    playwright.close();
    demo.close();
  }

  /** A page with what went wrong on it. */
  private record Opened(BrowserContext context, Page page, List<String> troubles)
      implements AutoCloseable {
    @Override
    public void close() {
      context.close();
    }
  }

  private static Opened open(String path, int width, Browser.NewContextOptions options) {
    BrowserContext context =
        browser.newContext(
            options.setViewportSize(width, 860).setReducedMotion(ReducedMotion.REDUCE));
    Page page = context.newPage();
    List<String> troubles = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            troubles.add(message.text());
          }
        });
    page.onPageError(troubles::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith("http://localhost:" + station.port() + "/")
              && !request.url().startsWith("data:")
              && !request.url().startsWith("blob:")) {
            troubles.add("outside: " + request.url());
          }
        });
    page.navigate(path.startsWith("http") ? path : library + path);
    return new Opened(context, page, troubles);
  }

  private static Opened open(String path, int width) {
    return open(path, width, new Browser.NewContextOptions());
  }

  @ParameterizedTest
  @CsvSource({
    "library, ''",
    "show, shows/demo/",
    "episode, shows/demo/2026-11-21",
    "search, search?q=market",
    "missing, shows/nobody/",
  })
  void looksRightAndIsAccessibleEverywhere(String name, String path) {
    for (int width : new int[] {320, PHONE, DESKTOP}) {
      for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        try (Opened opened =
            open(path, width, new Browser.NewContextOptions().setColorScheme(colours))) {
          Page page = opened.page();
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(
                      PICTURES.resolve(
                          name + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT) + ".png")));
          assertThat(
                  (Boolean)
                      page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
              .as(name + " fits " + width)
              .isTrue();
          assertThat(new AxeBuilder(page).analyze().getViolations())
              .extracting(rule -> rule.getId() + " " + rule.getNodes())
              .as(name + " " + width + " " + colours)
              .isEmpty();
          assertThat(opened.troubles().stream().filter(text -> !text.contains("404")))
              .as(name + " " + width)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void showsTheOwnerTheStudio() {
    for (int width : new int[] {PHONE, DESKTOP}) {
      try (Opened opened = open(studio(), width)) {
        Page page = opened.page();
        assertThat(page.locator("h1")).hasText("Studio");
        assertThat(page.getByText("demo/2026-11-21")).isVisible();
        page.getByLabel("An address for a device").fill("kitchen");
        page.getByRole(AriaRole.BUTTON, named("Make")).click();
        assertThat(page.getByText("The address of kitchen")).isVisible();
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve("studio-" + width + ".png")));
        assertThat(new AxeBuilder(page).analyze().getViolations())
            .extracting(rule -> rule.getId() + " " + rule.getNodes())
            .isEmpty();
        assertThat(opened.troubles()).isEmpty();
        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByLabel("Password")).isVisible();
      }
    }
  }

  @Test
  void letsTheOwnerMendAScriptThatWasHeld() throws Exception {
    for (int width : new int[] {PHONE, DESKTOP}) {
      String day = width == PHONE ? "2026-11-20" : "2026-11-19";
      demo.hold("demo", day);
      try (Opened opened = open(studio(), width)) {
        Page page = opened.page();
        page.locator("a[href$='" + day + "']").click();
        assertThat(page.locator(".finding").first()).containsText("499");
        assertThat(page.getByText("Rests on").first()).isVisible();
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve("held-" + width + ".png")));
        assertThat(new AxeBuilder(page).analyze().getViolations())
            .extracting(rule -> rule.getId() + " " + rule.getNodes())
            .isEmpty();

        Locator doubtful = page.locator(".doubtful textarea");
        doubtful.fill(doubtful.inputValue().replace(LyingWriter.LIE, ""));
        page.getByRole(AriaRole.BUTTON, named("Check these words")).click();
        assertThat(page.getByText("It holds now.")).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Approve and publish")).click();
        assertThat(page.locator("h1")).hasText("Studio");
        page.waitForCondition(
            () -> larksong.library().find(EditionId.of("demo", day)).isPresent(),
            new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(opened.troubles()).isEmpty();
      }
    }
  }

  @Test
  void playsFollowsAndJumps() {
    try (Opened opened = open("shows/demo/2026-11-21", DESKTOP)) {
      Page page = opened.page();
      play(page);
      until(page, "document.querySelector('audio').currentTime > 1");
      assertThat(page.locator(".transcript a[aria-current]")).hasCount(1);

      Locator later = page.locator(".transcript a[data-at]").nth(12);
      double at = Double.parseDouble(later.getAttribute("data-at"));
      later.click();
      assertThat(seconds(page)).isBetween(at - 0.1, at + 3);
      assertThat(later).hasAttribute("aria-current", "true");

      page.getByRole(AriaRole.BUTTON, named("Next chapter")).click();
      String chapter = page.locator(".chapters a[aria-current]").textContent();
      page.getByRole(AriaRole.BUTTON, named("Previous chapter")).click();
      assertThat(page.locator(".chapters a[aria-current]")).not().hasText(chapter);

      page.locator("h1").click();
      page.keyboard().press("Space");
      assertThat((Boolean) page.evaluate("document.querySelector('audio').paused")).isTrue();
      double before = seconds(page);
      page.getByRole(AriaRole.BUTTON, named("Forward 30s")).click();
      assertThat(seconds(page)).isBetween(before + 29, before + 31);
      assertThat(opened.troubles()).isEmpty();
    }
  }

  @Test
  void playsOnInTheBarWhileOneLooksElsewhere() {
    for (int width : new int[] {PHONE, DESKTOP}) {
      try (Opened opened = open("shows/demo/2026-11-21", width)) {
        Page page = opened.page();
        playFirst(page);

        page.getByRole(AriaRole.LINK, named("Larksong")).click();
        assertThat(page.locator("h2").first()).isVisible();
        Locator bar = page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Playing"));
        assertThat(bar).isVisible();
        double before = ((Number) page.evaluate("first.currentTime")).doubleValue();
        until(page, "!first.paused && first.isConnected && first.currentTime > " + (before + 0.5));
        page.screenshot(
            new Page.ScreenshotOptions().setPath(PICTURES.resolve("bar-" + width + ".png")));
        assertThat(new AxeBuilder(page).analyze().getViolations())
            .extracting(rule -> rule.getId() + " " + rule.getNodes())
            .isEmpty();

        page.keyboard().press("Space");
        until(page, "first.paused");
        page.keyboard().press("Space");
        until(page, "!first.paused");
        assertThat(bar).isVisible();
        bar.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Next chapter"))
            .click();
        assertThat(bar.getByLabel("Sleep")).isVisible();

        page.getByLabel("Search what was said").fill("Market");
        page.getByRole(AriaRole.BUTTON, named("Search")).click();
        assertThat(page.locator(".found q").first()).containsText("Market");
        assertThat((Boolean) page.evaluate("first.paused")).isFalse();

        bar.getByRole(AriaRole.LINK).click();
        assertThat(page.locator(".transcript a[aria-current]")).hasCount(1);
        assertThat(bar).isHidden();
        assertThat((Boolean) page.evaluate("document.querySelector('main audio') === first && !first.paused")).isTrue();

        page.locator(".transcript sup a").first().click();
        until(page, "document.querySelector('.evidence li:target') !== null");
        page.goBack();
        page.goBack();
        assertThat(bar).isVisible();
        double heard = ((Number) page.evaluate("first.currentTime")).doubleValue();
        page.waitForResponse(
            answer -> answer.url().contains("/positions/") && answer.status() == 204,
            () ->
                bar.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                    .click());
        assertThat(bar).isHidden();
        assertThat(
                larksong
                    .library()
                    .positions()
                    .of("owner", larksong
                            .library()
                            .find(EditionId.of("demo", "2026-11-21"))
                            .orElseThrow()
                            .guid())
                    .orElseThrow()
                    .seconds())
            .isBetween(heard - 0.1, heard + 5);
        assertThat(opened.troubles()).isEmpty();
      }
    }
  }

  @Test
  void stopsWhatPlaysWhenAnotherEpisodeIsPlayed() {
    try (Opened opened = open("shows/demo/2026-11-21", DESKTOP)) {
      Page page = opened.page();
      playFirst(page);
      page.getByRole(AriaRole.LINK, named("Larksong")).click();
      page.locator("main a[href*='study/2026']").last().click();
      until(page, "document.querySelector('main audio')?.readyState > 0");
      assertThat((Boolean) page.evaluate("first.paused")).isFalse();

      page.evaluate("document.querySelector('main audio').play()");

      until(page, "first.paused");
      assertThat(page.locator("#bar")).isHidden();
      until(page, "!document.querySelector('main audio').paused");
      assertThat(opened.troubles()).isEmpty();
    }
  }

  @Test
  void goesOnAnotherDeviceWhereOneStopped() {
    try (Opened first = open("shows/league/2026-11-21", PHONE)) {
      until(first.page(), "document.querySelector('audio').readyState > 0");
      first.page().evaluate("document.querySelector('audio').currentTime = 8");
      play(first.page());
      until(first.page(), "document.querySelector('audio').currentTime > 8.5");
      first
          .page()
          .waitForResponse(
              answer -> answer.url().contains("/positions/") && answer.status() == 204,
              () -> first.page().evaluate("document.querySelector('audio').pause()"));
    }
    try (Opened second = open("shows/league/2026-11-21", DESKTOP)) {
      until(second.page(), "document.querySelector('audio').currentTime > 8");
      assertThat(second.page().getByText("Going on where you stopped.")).isVisible();
    }
  }

  @Test
  void findsWhatWasSaidAndPlaysItThere() {
    try (Opened opened = open("", PHONE)) {
      Page page = opened.page();
      page.getByLabel("Search what was said").fill("Market");
      page.getByRole(AriaRole.BUTTON, named("Search")).click();
      assertThat(page.locator(".found q").first()).containsText("Market");
      page.locator(".days a").first().click();
      until(page, "document.querySelector('audio')?.currentTime > 1");
      assertThat(page.locator(".transcript a[aria-current]")).containsText("Market");
    }
  }

  @Test
  void listsAndPlaysWithoutScripts() {
    Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (Opened opened = open("", PHONE, plain)) {
      opened.page().getByRole(AriaRole.LINK, named("Listen")).first().click();
      assertThat(opened.page().locator("audio[controls]")).isVisible();
      assertThat(opened.page().locator(".transcript a")).not().hasCount(0);
      assertThat(opened.page().locator(".extras")).isHidden();
    }
  }

  @Test
  void playsWithoutANetworkWhatWasKept() {
    try (Opened opened = open("shows/study/2026-11-21", PHONE)) {
      Page page = opened.page();
      until(page, "navigator.serviceWorker.controller !== null");
      page.reload();
      page.getByRole(AriaRole.BUTTON, named("Keep for offline")).click();
      assertThat(page.getByText("It plays without a network now.")).isVisible();

      opened.context().setOffline(true);
      page.reload();

      assertThat(page.locator("h1")).isVisible();
      play(page);
      until(page, "document.querySelector('audio').currentTime > 1");
    }
  }

  @Test
  void staysSmall() {
    try (Opened opened = open("", PHONE)) {
      Object bytes =
          opened
              .page()
              .evaluate(
                  "performance.getEntriesByType('resource').concat(performance.getEntriesByType("
                      + "'navigation')).filter(e => !e.name.endsWith('.jpg'))"
                      + ".reduce((sum, e) => sum + e.transferSize, 0)");
      assertThat(((Number) bytes).intValue()).isBetween(1, 60_000);
    }
  }

  /** The link into the studio, once. */
  private static String studio() {
    return "http://localhost:"
        + station.port()
        + "/studio/enter/"
        + new Accounts(larksong.library().store()).invite("owner");
  }

  /** Plays, and remembers the sound as {@code first}. */
  private static void playFirst(Page page) {
    until(page, "document.querySelector('audio').readyState > 0");
    play(page);
    until(page, "document.querySelector('audio').currentTime > 0.5");
    page.evaluate("window.first = document.querySelector('audio')");
  }

  private static void until(Page page, String expression) {
    page.waitForCondition(() -> (Boolean) page.evaluate(expression));
  }

  private static void play(Page page) {
    page.evaluate("document.querySelector('audio').play()");
  }

  private static double seconds(Page page) {
    return ((Number) page.evaluate("document.querySelector('audio').currentTime")).doubleValue();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
