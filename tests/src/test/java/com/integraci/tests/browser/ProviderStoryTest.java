package com.integraci.tests.browser;

import com.integraci.tests.Await;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An owner attaches identity providers; people see them where they sign in. */
@Tag("browser")
final class ProviderStoryTest extends Story {

  private static final String SSO = "https://id.acme.example/sso";

  @Test
  void an_owner_attaches_providers_and_people_see_their_buttons() throws IOException {
    try (var person = chromium.person();
        var visitor = chromium.person()) {
      var team = Team.fresh(stack.url(), "provider");
      var page = team.begin(person);
      page.navigate(team.address("/members"));
      Team.link(page, "Identity providers").click();
      look(page, "providers-none");
      unreachable(page);
      saml(page);
      invite(page, visitor.newPage(), team);
      signIn(visitor.newPage(), team);
      Team.button(page, "Detach it").click();
      page.getByText("It is detached within seconds").waitFor();
    }
  }

  /** Bad input keeps what was typed; a provider that is nowhere says so. */
  private static void unreachable(Page page) {
    page.getByLabel("Name").fill("Nowhere");
    page.getByLabel("Alias").fill("after-all");
    page.getByLabel("Issuer").fill("https://id.invalid");
    page.getByLabel("Client id").fill("integraci");
    page.getByLabel("Client secret").fill("a secret of nobody");
    Team.button(page, "Try it and attach it").click();
    page.locator("#alias-wrong").waitFor();
    look(page, "providers-wrong");
    page.getByLabel("Alias").fill("nowhere");
    page.getByLabel("Client secret").fill("a secret of nobody");
    Team.button(page, "Try it and attach it").click();
    page.getByText("It is being tried").waitFor();
    await(page, "failed");
    Team.link(page, "Open Nowhere").click();
    page.getByText("It did not answer as it has to").waitFor();
    look(page, "provider-failed");
    Team.link(page, "All identity providers").click();
  }

  private static void saml(Page page) throws IOException {
    Team.link(page, "SAML 2.0 instead").click();
    page.getByLabel("Name").fill("Acme accounts");
    page.getByLabel("Alias").fill("acme");
    page.getByLabel("Metadata").fill("<html/>");
    Team.button(page, "Try it and attach it").click();
    page.locator("#metadata-wrong").waitFor();
    look(page, "providers-saml-wrong");
    page.getByLabel("Metadata").fill(metadata());
    Team.button(page, "Try it and attach it").click();
    page.getByText("It is being tried").waitFor();
    await(page, "attached");
    Team.link(page, "Open Acme accounts").click();
    look(page, "provider-attached");
  }

  private static String metadata() throws IOException {
    var certificate = Files.readString(stack.authority()).replaceAll("-----[A-Z ]+-----|\\s", "");
    return """
    <EntityDescriptor
        xmlns="urn:oasis:names:tc:SAML:2.0:metadata"
        entityID="https://id.acme.example">
      <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
        <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
          <X509Certificate>%s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
        <SingleSignOnService Location="%s"
          Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/>
      </IDPSSODescriptor>
    </EntityDescriptor>
    """
        .formatted(certificate, SSO);
  }

  private static void invite(Page page, Page visitor, Team team) {
    var provider = page.url();
    page.navigate(team.address("/invitations"));
    page.locator("#email").fill("grace@acme.example");
    page.locator("form button.btn-primary").click();
    page.locator("#link").waitFor();
    visitor.navigate(page.locator("#link").innerText().strip());
    Team.button(visitor, "Join with Acme accounts").waitFor();
    look(visitor, "provider-invitation");
    visitor.getByLabel("Your name").fill("Grace Hopper");
    Team.button(visitor, "Join with Acme accounts").click();
    Team.link(visitor, "Go on to Acme accounts").waitFor();
    look(visitor, "provider-accepted");
    page.navigate(provider);
  }

  /** The button sends the browser to the provider, which there is none of. */
  private static void signIn(Page page, Team team) {
    page.navigate(team.address(""));
    var button = page.locator("#social-acme");
    button.waitFor();
    look(page, "provider-signin");
    page.waitForRequest(request -> request.url().startsWith(SSO), button::click);
  }

  private static void await(Page page, String state) {
    Await.until(
        "a provider is " + state,
        Duration.ofMinutes(1),
        () -> {
          page.navigate(page.url().replaceFirst("\\?.*", ""));
          return page.getByText(state, new Page.GetByTextOptions().setExact(true)).count() > 0;
        });
  }

  private static void look(Page page, String name) {
    page.waitForLoadState();
    new Looks(1280, 800, ColorScheme.LIGHT).here(page, name);
    page.setViewportSize(390, 844);
    // Colours that are on their way are no one's to read.
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(ColorScheme.DARK));
    new Looks(390, 844, ColorScheme.DARK).here(page, name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 800);
  }
}
