<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("totp")>
<@layout.registrationLayout displayMessage=!wrong; part>
  <#if part == "header">
    ${msg("loginOtpTitle")}
  <#elseif part == "form">
    <#if wrong>
      <p class="notice notice-error" id="wrong" role="alert">${messagesPerField.get("totp")}</p>
    </#if>
    <form id="kc-otp-login-form" class="form" action="${url.loginAction}" method="post" novalidate>
      <#if otpLogin.userOtpCredentials?size gt 1>
        <fieldset class="field">
          <legend>${msg("loginOtpWhich")}</legend>
          <#list otpLogin.userOtpCredentials as app>
            <label class="check"><input type="radio" name="selectedCredentialId" value="${app.id}"<#if app.id == otpLogin.selectedCredentialId> checked</#if>> ${app.userLabel!""}</label>
          </#list>
        </fieldset>
      <#else>
        <input type="hidden" name="selectedCredentialId" value="${otpLogin.selectedCredentialId!""}">
      </#if>
      <div class="field">
        <label for="otp">${msg("loginOtpOneTime")}</label>
        <span class="input">
          <input id="otp" name="otp" type="text" inputmode="numeric" autocomplete="one-time-code" autofocus<#if wrong> aria-invalid="true" aria-describedby="wrong"</#if>>
        </span>
      </div>
      <button class="button button-primary wide" id="kc-login" name="login" type="submit">${msg("doLogIn")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
