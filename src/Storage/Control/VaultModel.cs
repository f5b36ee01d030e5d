using Microsoft.EntityFrameworkCore;

namespace Footfall.Storage.Control;

/// <summary>The tables of vaults and sealed projects, as migrations 0002 and 0003 make them.</summary>
internal static class VaultModel
{
    public static void Describe(ModelBuilder model)
    {
        model.Entity<AccountKeysRow>(keys =>
        {
            keys.ToTable("account_keys").HasKey(k => k.AccountId);
            keys.HasOne<AccountRow>().WithOne().HasForeignKey<AccountKeysRow>(k => k.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PasskeyRow>(passkey =>
        {
            passkey.ToTable("passkeys").HasKey(p => p.CredentialId);
            passkey.HasOne<AccountRow>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        DescribeVaults(model);
        DescribeProjects(model);
    }

    private static void DescribeVaults(ModelBuilder model)
    {
        model.Entity<VaultRow>(vault => { vault.ToTable("vaults").HasKey(v => v.Id); vault.HasIndex(v => v.PersonalOf).IsUnique(); });
        model.Entity<VaultEntryRow>(entry => { entry.ToTable("vault_log").HasKey(e => new { e.VaultId, e.Sequence }); entry.HasOne<VaultRow>().WithMany().HasForeignKey(e => e.VaultId); });
        model.Entity<VaultMemberRow>(member =>
        {
            member.ToTable("vault_members").HasKey(m => new { m.VaultId, m.MemberId });
            member.HasIndex(m => m.MemberId);
            member.HasOne<VaultRow>().WithMany().HasForeignKey(m => m.VaultId);
        });
        model.Entity<VaultKeyRow>(key => { key.ToTable("vault_keys").HasKey(k => new { k.VaultId, k.Version }); key.HasOne<VaultRow>().WithMany().HasForeignKey(k => k.VaultId); });
        model.Entity<SealedVaultKeyRow>(key =>
        {
            key.ToTable("sealed_vault_keys").HasKey(k => new { k.VaultId, k.Version, k.MemberId });
            key.HasOne<VaultRow>().WithMany().HasForeignKey(k => k.VaultId);
        });
        model.Entity<InvitationRow>(invitation =>
        {
            invitation.ToTable("invitations").HasKey(i => i.Id);
            invitation.HasIndex(i => i.TokenHash).IsUnique();
            invitation.HasOne<VaultRow>().WithMany().HasForeignKey(i => i.VaultId);
        });
        model.Entity<AgentRow>(agent => { agent.ToTable("agents").HasKey(a => a.Id); agent.HasIndex(a => a.TokenId).IsUnique(); agent.HasOne<VaultRow>().WithMany().HasForeignKey(a => a.VaultId); });
    }

    private static void DescribeProjects(ModelBuilder model)
    {
        model.Entity<VaultProjectRow>(project =>
        {
            project.ToTable("vault_projects").HasKey(p => p.ProjectId);
            project.HasOne<ProjectRow>().WithOne(p => p.Vault).HasForeignKey<VaultProjectRow>(p => p.ProjectId).OnDelete(DeleteBehavior.Cascade);
            // A vault with projects cannot go: their epochs would lose who vouches for them.
            project.HasOne<VaultRow>().WithMany().HasForeignKey(p => p.VaultId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<EpochRow>(epoch => { epoch.ToTable("epochs").HasKey(e => new { e.ProjectId, e.Id }); epoch.HasOne<ProjectRow>().WithMany(p => p.Epochs).HasForeignKey(e => e.ProjectId); });
        model.Entity<DocumentRow>(document =>
        {
            document.ToTable("documents").HasKey(d => new { d.ProjectId, d.Kind, d.Id });
            document.HasOne<ProjectRow>().WithMany().HasForeignKey(d => d.ProjectId);
        });
        model.Entity<StreamItemRow>(item =>
        {
            item.ToTable("stream_items").HasKey(i => new { i.ProjectId, i.Stream, i.Sequence });
            item.HasOne<ProjectRow>().WithMany().HasForeignKey(i => i.ProjectId);
        });
    }
}
