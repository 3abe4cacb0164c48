/** The kernels on the incubating vector module; loaded by name only where the module is present. */
package org.graphrestore.vector.simd;
