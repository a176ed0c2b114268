<#import "template.ftl" as layout>
<#assign wrong = message?has_content && message.type == "error">
<@layout.registrationLayout displayMessage=!wrong; part>
  <#if part == "header">
    ${msg("loginWith", directory)}
  <#elseif part == "form">
    <#if wrong>
      <p class="notice notice-error" id="wrong" role="alert">${message.summary}</p>
    </#if>
    <p class="hint">${msg("directoryWhose", directory)}</p>
    <form id="kc-form-login" class="form" action="${url.loginAction}" method="post" novalidate>
      <div class="field">
        <label for="username">${msg("username")}</label>
        <span class="input">
          <input id="username" name="username" type="text" value="${typed}" maxlength="255" autocomplete="username" spellcheck="false" autocapitalize="none"<#if !wrong> autofocus<#else> aria-invalid="true" aria-describedby="wrong"</#if>>
        </span>
      </div>
      <div class="field">
        <label for="password">${msg("password")}</label>
        <div class="input-group">
          <span class="input input-fill">
            <input id="password" name="password" type="password" maxlength="1000" autocomplete="current-password"<#if wrong> autofocus aria-invalid="true" aria-describedby="wrong"</#if>>
          </span>
          <button class="button button-quiet button-eye" id="password-show-password" type="button" aria-controls="password" aria-label="${msg("showPassword")}" data-password-toggle data-icon-show="eye" data-icon-hide="eye eye-open" data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}"><i class="eye" aria-hidden="true"></i></button>
        </div>
      </div>
      <button class="button button-primary wide" id="kc-login" type="submit">${msg("doLogIn")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
