import type { VaultRole } from "../../api/vaults";

export const ROLES: { role: VaultRole; name: string; text: string }[] = [
  { role: "viewer", name: "Viewer", text: "Reads the numbers." },
  { role: "member", name: "Member", text: "Reads, and keeps goals and views." },
  { role: "admin", name: "Admin", text: "Manages projects, members and viewers." },
  { role: "owner", name: "Owner", text: "Manages everything and everybody." },
];

export const roleName = (role: VaultRole): string => ROLES.find((entry) => entry.role === role)?.name ?? role;

const RANK: Record<VaultRole, number> = { viewer: 1, member: 2, admin: 3, owner: 4 };

/** The log's own rule: owners manage everybody, admins those below them. */
export const mayManage = (mine: VaultRole, theirs: VaultRole): boolean =>
  mine === "owner" || (mine === "admin" && RANK[theirs] < RANK.admin);

export const invites = (mine: VaultRole): boolean => RANK[mine] >= RANK.admin;

export const rolesFor = (mine: VaultRole): typeof ROLES => ROLES.filter(({ role }) => mayManage(mine, role));
