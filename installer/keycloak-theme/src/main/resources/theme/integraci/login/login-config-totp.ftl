<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("totp", "userLabel")>
<#assign manual = mode?? && mode == "manual">
<@layout.registrationLayout displayMessage=false; part>
  <#if part == "header">
    ${msg("loginTotpTitle")}
  <#elseif part == "form">
    <#if wrong>
      <p class="notice notice-error" id="wrong" role="alert">${messagesPerField.getFirstError("totp", "userLabel")}</p>
    </#if>
    <p>${msg("loginTotpWhy")}</p>
    <#if manual>
      <p>${msg("loginTotpType")}</p>
      <p><code class="key" id="kc-totp-secret-key">${totp.totpSecretEncoded}</code></p>
      <p><a href="${totp.qrUrl}" id="mode-barcode">${msg("loginTotpScanBarcode")}</a></p>
    <#else>
      <p>${msg("loginTotpScan")}</p>
      <p><img class="picture" id="kc-totp-secret-qr-code" src="data:image/png;base64, ${totp.totpSecretQrCode}" alt="${msg("loginTotpPicture")}" width="200" height="200"></p>
      <p><a href="${totp.manualUrl}" id="mode-manual">${msg("loginTotpUnableToScan")}</a></p>
    </#if>
    <form id="kc-totp-settings-form" class="form" action="${url.loginAction}" method="post" novalidate>
      <div class="field">
        <label for="totp">${msg("loginOtpOneTime")}</label>
        <span class="input">
          <input id="totp" name="totp" type="text" inputmode="numeric" autocomplete="one-time-code" autofocus<#if wrong> aria-invalid="true" aria-describedby="wrong"</#if>>
        </span>
      </div>
      <div class="field">
        <label for="userLabel">${msg("loginTotpDeviceName")}</label>
        <span class="input">
          <input id="userLabel" name="userLabel" type="text" autocomplete="off" maxlength="60">
        </span>
      </div>
      <input type="hidden" name="totpSecret" value="${totp.totpSecret}">
      <#if mode??><input type="hidden" name="mode" value="${mode}"></#if>
      <button class="button button-primary wide" id="saveTOTPBtn" type="submit">${msg("doSetUp")}</button>
      <#if isAppInitiatedAction??>
        <p><button class="button button-quiet wide" name="cancel-aia" value="true" type="submit">${msg("doCancel")}</button></p>
      </#if>
    </form>
  </#if>
</@layout.registrationLayout>
