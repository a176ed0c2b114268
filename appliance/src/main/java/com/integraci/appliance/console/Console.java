package com.integraci.appliance.console;

import com.integraci.appliance.http.ErrorPage;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;
import java.time.InstantSource;
import java.util.ArrayList;

/** The pages, over the verbs that the API has too. */
public final class Console {

  private final Assets assets = Assets.load();
  private final Frames frames;
  private final String prefix;
  private final ControlSettings settings;
  private final Policy policy;
  private final Health health;

  /**
   * Pages over these.
   *
   * @param settings the appliance's address and whether anybody may sign up
   */
  public Console(ControlSettings settings, Policy policy, Health health) {
    this.settings = settings;
    this.policy = policy;
    this.health = health;
    this.frames = new Frames(assets, policy, InstantSource.system());
    this.prefix = settings.url().getAuthority() + "/t/";
  }

  /** What is shown when something went wrong. */
  public ErrorPage errorPage() {
    return new ProblemPage(frames);
  }

  /** Every page. */
  public Routes routes() {
    var all = new ArrayList<Route>();
    all.add(new AssetRoutes(assets).route());
    all.addAll(new SignInPages(frames, prefix, settings.signup().open()).routes());
    all.addAll(new ComponentPages(frames, health, policy).routes());
    return Routes.pages(all.toArray(Route[]::new));
  }
}
