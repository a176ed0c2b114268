<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("username", "password")>
<@layout.registrationLayout displayMessage=!wrong; part>
  <#if part == "header">
    ${msg("loginAccountTitle")}
  <#elseif part == "form">
    <#if wrong>
      <p class="notice notice-error" id="wrong" role="alert">${messagesPerField.getFirstError("username", "password")}</p>
    </#if>
    <form id="kc-form-login" class="form" action="${url.loginAction}" method="post" novalidate>
      <#if !usernameHidden??>
        <div class="field">
          <label for="username">${(realm.name == "appliance")?then(msg("username"), msg("email"))}</label>
          <span class="input">
            <input id="username" name="username" type="text" value="${(login.username)!""}" autocomplete="username" spellcheck="false" autocapitalize="none"<#if !wrong> autofocus<#else> aria-invalid="true" aria-describedby="wrong"</#if>>
          </span>
        </div>
      </#if>
      <div class="field">
        <label for="password">${msg("password")}</label>
        <div class="input-group">
          <span class="input input-fill">
            <input id="password" name="password" type="password" autocomplete="current-password"<#if usernameHidden?? || wrong> autofocus</#if><#if wrong> aria-invalid="true" aria-describedby="wrong"</#if>>
          </span>
          <button class="button button-quiet button-eye" id="password-show-password" type="button" aria-controls="password" aria-label="${msg("showPassword")}" data-password-toggle data-icon-show="eye" data-icon-hide="eye eye-open" data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}"><i class="eye" aria-hidden="true"></i></button>
        </div>
      </div>
      <input type="hidden" name="credentialId" value="${(auth.selectedCredential)!""}">
      <button class="button button-primary wide" id="kc-login" name="login" type="submit">${msg("doLogIn")}</button>
    </form>
  <#elseif part == "socialProviders">
    <#if social?? && social.providers?has_content>
      <p class="or"><span>${msg("loginOr")}</span></p>
      <ul class="ways" id="kc-social-providers">
        <#list social.providers as one>
          <li><a class="button button-quiet wide" id="social-${one.alias}" href="${one.loginUrl}">${msg("loginWith", one.displayName!one.alias)}</a></li>
        </#list>
      </ul>
    </#if>
  </#if>
</@layout.registrationLayout>
