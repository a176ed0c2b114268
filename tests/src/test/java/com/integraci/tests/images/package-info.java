/** The container images, on a real Docker Engine. */
package com.integraci.tests.images;
