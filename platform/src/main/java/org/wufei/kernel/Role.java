package org.wufei.kernel;

/** 内置角色: the people that the platform is built for. A role is a set of named permissions; its default set is what modules declare. */
public enum Role {
    /** 平台管理员: people, roles, lists and settings; no business figures of its own. */
    ADMINISTRATOR("平台管理员"),
    /** 专员、分管领导: sees everything of the prefecture, changes nothing. */
    LEADER("领导"),
    /** 地区生态环境局. */
    BUREAU_OFFICER("地区生态环境局"),
    /** Any other department that the plan makes responsible. */
    DEPARTMENT_OFFICER("地区部门"),
    /** A county's ecology branch. */
    COUNTY_OFFICER("县级管理员"),
    /** 企业负责人: the firm's own people, contracts and everything a clerk may. */
    FIRM_MANAGER("企业负责人"),
    /** 企业经办人: files ledgers. */
    FIRM_CLERK("企业经办人");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
