/**
 * Gives mail to the operator's mail server, when there is one. It keeps nothing: whoever needs a
 * letter to arrive keeps it and sends it again. Uses {@code metrics}.
 */
package com.integraci.appliance.mail;
