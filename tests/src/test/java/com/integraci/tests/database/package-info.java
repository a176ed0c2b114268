/** The door to PostgreSQL and the migrations, on the real server. May use every module. */
package com.integraci.tests.database;
