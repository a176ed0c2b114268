package com.integraci.keycloak.directory;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Set;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.broker.provider.AuthenticationRequest;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * One directory as a provider: where others send the browser away, this shows the page that asks
 * for name and password, and {@link DirectoryEndpoint} is sent them.
 */
public final class DirectoryProvider extends AbstractIdentityProvider<IdentityProviderModel> {

  static final String PAGE = "login-directory.ftl";

  /** Of the sign-in: the message that the page is to show next. */
  static final String SAID = "integraci.directory.said";

  /** Of the sign-in: the name that was typed last. */
  static final String TYPED = "integraci.directory.typed";

  private final DirectoryFactory.Parts parts;

  DirectoryProvider(
      KeycloakSession session, IdentityProviderModel config, DirectoryFactory.Parts parts) {
    super(session, config);
    this.parts = parts;
  }

  @Override
  public Response performLogin(AuthenticationRequest request) {
    var signIn = request.getAuthenticationSession();
    var action =
        UriBuilder.fromUri(request.getRedirectUri())
            .queryParam("state", request.getState().getEncoded())
            .build();
    var shown = getConfig().getDisplayName();
    var name = shown == null || shown.isBlank() ? getConfig().getAlias() : shown;
    var page =
        session
            .getProvider(LoginFormsProvider.class)
            .setAuthenticationSession(signIn)
            .setActionUri(action)
            .setAttribute("directory", name)
            .setAttribute("typed", noted(signIn, TYPED));
    var said = noted(signIn, SAID);
    if (!said.isEmpty()) {
      page.setError(said, name);
    }
    return page.createForm(PAGE);
  }

  private static String noted(AuthenticationSessionModel signIn, String name) {
    var note = signIn.getAuthNote(name);
    signIn.removeAuthNote(name);
    return note == null ? "" : note;
  }

  @Override
  public Object callback(RealmModel realm, AuthenticationCallback callback, EventBuilder event) {
    return new DirectoryEndpoint(session, this, callback, event);
  }

  /** Asks the directory; an account here that is locked for guessing is not asked about. */
  Outcome prove(RealmModel realm, String name, String password, String address) {
    var directory = new Directory(parts.connections(), place());
    return new Attempt(parts, realm.getId(), getConfig().getAlias())
        .of(directory, name, password, address, person -> isOpen(realm, person));
  }

  private Place place() {
    var config = getConfig().getConfig();
    return Place.of(setting -> config.getOrDefault(setting, ""));
  }

  private boolean isOpen(RealmModel realm, Person person) {
    var user = joined(realm, person);
    if (user == null) {
      return true;
    }
    var protector = session.getProvider(BruteForceProtector.class);
    boolean locked =
        realm.isBruteForceProtected()
            && (protector.isTemporarilyDisabled(session, realm, user)
                || protector.isPermanentlyLockedOut(session, realm, user));
    return user.isEnabled() && !locked;
  }

  /** Counts a wrong password against the account here, as a wrong password of its own counts. */
  void failed(RealmModel realm, Person person, EventBuilder event) {
    var user = joined(realm, person);
    if (user == null) {
      return;
    }
    event.user(user);
    if (realm.isBruteForceProtected()) {
      session
          .getProvider(BruteForceProtector.class)
          .failedLogin(
              realm,
              user,
              session.getContext().getConnection(),
              session.getContext().getUri(),
              Set.of(PasswordCredentialModel.TYPE));
    }
  }

  private UserModel joined(RealmModel realm, Person person) {
    var alias = getConfig().getAlias();
    var identity = new FederatedIdentityModel(alias, person.id(), person.name());
    return session.users().getUserByFederatedIdentity(realm, identity);
  }

  /** Once the second factor is shown as well, the account's wrong tries count no more. */
  @Override
  public void authenticationFinished(
      AuthenticationSessionModel signIn, BrokeredIdentityContext context) {
    var realm = signIn.getRealm();
    var user = signIn.getAuthenticatedUser();
    if (user != null && realm.isBruteForceProtected()) {
      session
          .getProvider(BruteForceProtector.class)
          .successfulLogin(
              realm,
              user,
              session.getContext().getConnection(),
              session.getContext().getUri(),
              Set.of(PasswordCredentialModel.TYPE));
    }
  }

  /** Nothing of a directory is stored. */
  @Override
  @SuppressWarnings("deprecation") // The interface has it still.
  public Response retrieveToken(KeycloakSession session, FederatedIdentityModel identity) {
    return exchangeNotSupported();
  }

  @Override
  public Response retrieveToken(
      KeycloakSession session,
      FederatedIdentityModel identity,
      UserSessionModel userSession,
      UserModel user) {
    return exchangeNotSupported();
  }
}
