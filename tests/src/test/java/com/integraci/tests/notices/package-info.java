/** Tests of what members are told, and by mail, against PostgreSQL and a real mail server. */
package com.integraci.tests.notices;
