package org.wufei.identity;

import java.util.UUID;
import org.wufei.kernel.CreditCode;
import org.wufei.kernel.RegionCode;

/**
 * 准入: what makes the unit of a firm that an officer admits. Implemented by the registry, which knows identity, so that
 * identity need not know the registry. Called inside the officer's transaction, with the officer's scope.
 */
public interface Admission {
    /**
     * The unit with this credit code, made if there is none.
     *
     * @throws org.wufei.kernel.Problem where the registry refuses it
     */
    UUID unitFor(Applicant applicant);

    /**
     * 注册申请单位.
     *
     * @param industry GB/T 4754 code, or {@code null}
     * @param trait what it is, as the registry names it ({@code MINE}…), or {@code null}
     */
    record Applicant(
            CreditCode code,
            String name,
            RegionCode county,
            String address,
            String industry,
            String trait,
            String contactName) {}
}
