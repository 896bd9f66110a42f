/** What a waste stream says of itself; implemented once in each stream's own folder. */
@NamedInterface("stream")
package org.wufei.registry.stream;

import org.springframework.modulith.NamedInterface;
