// A form with data-passkey asks the browser for a passkey before it is sent; webauthn-json.js puts it into words.
(function () {
  "use strict";

  async function answer(form) {
    const options = JSON.parse(document.getElementById("passkey-options").textContent);
    return form.dataset.passkey === "create"
      ? window.webauthnJSON.create(options.creation_options)
      : window.webauthnJSON.get(options.request_options);
  }

  async function send(event) {
    const form = event.target;
    const trouble = form.querySelector("[data-passkey-trouble]");
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => form.addEventListener("submit", send));
})();
