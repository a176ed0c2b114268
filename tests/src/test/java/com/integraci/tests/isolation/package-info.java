/**
 * The wall in the database, taken from the catalog: what must hold ({@code checks.sql}), what must
 * turn it red ({@code mutations.sql}), and what a tenant's transaction can in fact do to another
 * tenant's rows. May use every module.
 */
package com.integraci.tests.isolation;
