package com.integraci.appliance.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.policy.EventRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageTest {

  private static final Map<String, String> PAGES = Samples.pages();

  @Test
  void no_page_has_inline_script_style_or_handler() {
    for (String name : PAGES.keySet()) {
      var page = PAGES.get(name);
      assertFalse(page.contains("<style"), name);
      assertFalse(Pattern.compile("<script(?![^>]* src=)").matcher(page).find(), name);
      assertFalse(Pattern.compile("\\s(on[a-z]+|style)=", 0).matcher(page).find(), name);
      assertFalse(page.contains("javascript:"), name);
    }
  }

  @Test
  void pages_load_nothing_but_assets_of_this_origin() {
    var loaded = Pattern.compile("<(?:script|link|img|use)[^>]* (?:src|href)=\"([^\"]*)\"");
    for (String name : PAGES.keySet()) {
      var matcher = loaded.matcher(PAGES.get(name));
      while (matcher.find()) {
        var address = matcher.group(1).replaceAll("#.*", "");
        assertTrue(Samples.ASSETS.at(address).isPresent(), name + " loads " + address);
      }
    }
  }

  @Test
  void every_form_that_changes_something_in_a_session_sends_the_token_back() {
    var form = Pattern.compile("<form method=\"post\" action=\"/t/.*?</form>", Pattern.DOTALL);
    int forms = 0;
    for (String name : PAGES.keySet()) {
      var matcher = form.matcher(PAGES.get(name));
      while (matcher.find()) {
        forms++;
        assertTrue(matcher.group().contains("name=\"csrf\" value=\"c5rf-token\""), name);
      }
    }
    assertTrue(forms > 10);
  }

  @Test
  void ids_are_unique_and_every_reference_to_one_holds() {
    for (String name : PAGES.keySet()) {
      var page = PAGES.get(name);
      var ids = all(page, " id=\"([^\"]*)\"");
      assertEquals(new TreeSet<>(ids).size(), ids.size(), name + " has an id twice: " + ids);
      for (String attribute : List.of("for", "aria-describedby", "aria-labelledby")) {
        for (String value : all(page, " " + attribute + "=\"([^\"]*)\"")) {
          assertTrue(ids.containsAll(List.of(value.split(" "))), name + ": " + value);
        }
      }
      for (String value : all(page, "<a [^>]*href=\"#([^\"]+)\"")) {
        assertTrue(ids.contains(value), name + " links to #" + value);
      }
    }
  }

  @Test
  void every_part_that_is_kept_live_has_an_id_and_listens_to_topics_that_there_are() {
    var topics = new TreeSet<>(List.of("all", "audit", "moving", "notice"));
    EventRules.load().all().forEach(event -> topics.add(event.replaceFirst("\\..*", "")));
    var part = Pattern.compile("<[a-z0-9]+ [^>]*data-live-on=\"([^\"]*)\"[^>]*>");
    int parts = 0;
    for (String name : PAGES.keySet()) {
      var matcher = part.matcher(PAGES.get(name));
      while (matcher.find()) {
        parts++;
        assertTrue(matcher.group().contains(" id=\""), name + ": " + matcher.group());
        assertTrue(topics.containsAll(List.of(matcher.group(1).split(" "))), matcher.group());
      }
    }
    assertTrue(parts > 20, "parts: " + parts);
  }

  @Test
  void rows_are_known_by_one_name_each() {
    for (String name : PAGES.keySet()) {
      for (String body : all(PAGES.get(name), "(?s)<tbody.*?>(.*?)</tbody>")) {
        var keys = all(body, " data-key=\"([^\"]+)\"");
        assertEquals(new TreeSet<>(keys).size(), keys.size(), name + " has a row twice: " + keys);
      }
    }
  }

  @Test
  void what_was_typed_is_escaped() {
    var evil = "\"><script>alert(1)</script>";
    var view =
        new SignInView(Form.of(Map.of("slug", evil)).wrong("slug", evil), "https://x/", true);
    var page = Page.signIn(Samples.open(evil), view);
    assertFalse(page.contains("<script>"));
    assertFalse(page.contains("\"><script"));
  }

  @Test
  void a_password_is_never_sent_back() {
    var page = PAGES.get("signup-wrong");
    assertTrue(page.contains("name=\"password\" type=\"password\" value=\"\""));
  }

  @Test
  void progress_is_asked_for_again_only_while_it_runs() {
    assertTrue(PAGES.get("progress").contains("hx-trigger=\"every 1s\""));
    assertTrue(PAGES.get("progress").contains("http-equiv=\"refresh\""));
    assertFalse(PAGES.get("progress-done").contains("hx-trigger"));
    assertFalse(PAGES.get("progress-done").contains("http-equiv"));
    assertTrue(PAGES.get("progress-done").contains("href=\"/t/acme\""));
  }

  /** To be looked at: {@code target/pages}, with the assets beside the pages. */
  @Test
  void every_page_is_written_out_to_be_looked_at() throws IOException {
    var folder = Path.of("target", "pages");
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
    }
    for (String name :
        List.of(
            "tabler.min.css",
            "console.css",
            "console.js",
            "live.js",
            "merge.js",
            "theme.js",
            "htmx.min.js",
            "icons.svg",
            "favicon.svg")) {
      var path = Samples.ASSETS.path(name);
      var file = folder.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, Samples.ASSETS.at(path).orElseThrow().bytes(false));
    }
    assertTrue(Files.isRegularFile(folder.resolve("home.html")));
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
  }
}
