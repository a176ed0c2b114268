/**
 * Typed settings of every part, their JSON Schemas and the templates of every component's
 * configuration. Uses nothing of the other modules; {@code installer} writes what {@code appliance}
 * reads.
 */
package com.integraci.config;
