package com.integraci.tests.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Chromium with a home of its own, in whose certificate store the appliance's authority is
 * trusted as a person would do it: no flag ignores a certificate.
 */
final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium trusting(Path authority) {
    try {
      var home = Files.createTempDirectory("integraci-home");
      var store = Files.createDirectories(home.resolve(".pki/nssdb"));
      certutil("-N", "-d", "sql:" + store, "--empty-password");
      certutil(
          "-A", "-d", "sql:" + store, "-n", "appliance", "-t", "C,,", "-i", authority.toString());
      return launch(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Chromium launch(Path home) {
    var environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(PROGRAM)
            .setHeadless(true)
            .setEnv(environment)
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** A person's browser: its cookies are its own. */
  BrowserContext person() {
    return person(new Browser.NewContextOptions());
  }

  /** The same without scripts. */
  BrowserContext withoutScripts() {
    return person(new Browser.NewContextOptions().setJavaScriptEnabled(false));
  }

  /** The same with the cookies of another, another size and colours. */
  BrowserContext like(BrowserContext other, int width, int height, ColorScheme colours) {
    return person(
        new Browser.NewContextOptions()
            .setStorageState(other.storageState())
            .setViewportSize(width, height)
            .setColorScheme(colours));
  }

  private BrowserContext person(Browser.NewContextOptions options) {
    var context = browser.newContext(options.setAcceptDownloads(true));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static void certutil(String... arguments) throws IOException {
    var line = new ArrayList<>(List.of("certutil"));
    line.addAll(List.of(arguments));
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("certutil: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
