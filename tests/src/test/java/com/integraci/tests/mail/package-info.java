/** Mail, against a real mail server. */
package com.integraci.tests.mail;
