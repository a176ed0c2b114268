package com.integraci.appliance.console;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;

/** Serves styles and scripts, for browsers to keep: an address never changes its content. */
final class AssetRoutes {

  private final Assets assets;

  AssetRoutes(Assets assets) {
    this.assets = assets;
  }

  Route route() {
    return Route.open(Method.GET, "/assets/{hash}/{name}", "asset", this::serve);
  }

  private Reply serve(Request request) {
    var asset =
        assets.at(request.path()).orElseThrow(() -> new NotFound("There is no such asset."));
    boolean gzip = request.header("Accept-Encoding").orElse("").contains("gzip");
    var reply =
        Reply.bytes(200, asset.type(), asset.bytes(gzip))
            .with("Cache-Control", "public, max-age=31536000, immutable")
            .with("Vary", "Accept-Encoding");
    return gzip ? reply.with("Content-Encoding", "gzip") : reply;
  }
}
