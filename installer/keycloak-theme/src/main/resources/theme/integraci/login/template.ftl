<#-- What stands around each page of a sign-in: Keycloak's pages call this macro and fill its parts. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${msg("loginTitle", (realm.displayName!realm.name))} · IntegraCI</title>
  <link rel="icon" href="${url.resourcesPath}/img/mark.svg" type="image/svg+xml">
  <script src="${url.resourcesPath}/js/colours.js"></script>
  <link rel="stylesheet" href="${url.resourcesPath}/css/login.css">
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
</head>
<body data-page-id="login-${pageId}">
  <header class="top">
    <a class="brand" href="/"><img src="${url.resourcesPath}/img/mark.svg" alt="" width="26" height="26">IntegraCI</a>
  </header>
  <main>
    <div class="panel">
      <p class="team">${realm.displayName!realm.name}</p>
      <h1 id="kc-page-title"><#nested "header"></h1>
      <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
        <#nested "show-username">
        <p class="hint">${auth.attemptedUsername} · <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
      </#if>
      <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
        <p class="notice notice-${message.type}" role="${(message.type == "error")?then("alert", "status")}">${message.summary}</p>
      </#if>
      <#nested "form">
      <#if auth?has_content && auth.showTryAnotherWayLink()>
        <form class="other" id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
          <input type="hidden" name="tryAnotherWay" value="on">
          <button class="button button-quiet wide" id="try-another-way" type="submit">${msg("doTryAnotherWay")}</button>
        </form>
      </#if>
      <#nested "socialProviders">
      <#if displayInfo><div id="kc-info"><#nested "info"></div></#if>
    </div>
    <p class="foot"><a href="/signin">${msg("chooseTeam")}</a></p>
  </main>
</body>
</html>
</#macro>
