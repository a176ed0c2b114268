package com.integraci.appliance.http;

/** A page without design, for as long as nothing better is given. */
public final class PlainErrorPage implements ErrorPage {

  @Override
  public String render(Problem problem, boolean fragment) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
    <body><main><h1>%s</h1><p>%s</p><p>Request %s</p></main></body></html>
    """
        .formatted(
            escaped(problem.title()),
            escaped(problem.title()),
            escaped(problem.detail()),
            problem.request());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
