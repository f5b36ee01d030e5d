using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>Accounts' keys, vaults with their signed logs, and what belongs to sealed projects.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0002_vaults")]
internal sealed class M0002Vaults : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        AddAccountKeys(migrationBuilder);
        AddVaults(migrationBuilder);
        AddVaultKeys(migrationBuilder);
        AddSealedProjects(migrationBuilder);
        AddInvitees(migrationBuilder);
    }

    private static void AddAccountKeys(MigrationBuilder migration)
    {
        migration.CreateTable("account_keys", table => new
        {
            AccountId = table.Column<Guid>("TEXT"),
            HpkeKey = table.Column<byte[]>("BLOB"),
            SignKey = table.Column<byte[]>("BLOB"),
            WrappedKeys = table.Column<byte[]>("BLOB"),
            RecoveryWrappedKeys = table.Column<byte[]>("BLOB", nullable: true),
            RecoveryHash = table.Column<byte[]>("BLOB", nullable: true),
            ChangedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_account_keys", row => row.AccountId);
            table.ForeignKey("FK_account_keys_accounts_AccountId", row => row.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateTable("passkeys", table => new
        {
            CredentialId = table.Column<byte[]>("BLOB"),
            AccountId = table.Column<Guid>("TEXT"),
            Name = table.Column<string>("TEXT"),
            PrfSalt = table.Column<byte[]>("BLOB"),
            WrappedKeys = table.Column<byte[]>("BLOB"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_passkeys", row => row.CredentialId);
            table.ForeignKey("FK_passkeys_accounts_AccountId", row => row.AccountId, "accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_passkeys_AccountId", "passkeys", "AccountId");
    }

    private static void AddVaults(MigrationBuilder migration)
    {
        migration.CreateTable("vaults", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            Name = table.Column<string>("TEXT"),
            PersonalOf = table.Column<Guid>("TEXT", nullable: true),
            RootKey = table.Column<byte[]>("BLOB"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table => table.PrimaryKey("PK_vaults", row => row.Id));
        migration.CreateIndex("IX_vaults_PersonalOf", "vaults", "PersonalOf", unique: true);
        migration.CreateTable("vault_log", table => new
        {
            VaultId = table.Column<Guid>("TEXT"),
            Sequence = table.Column<int>("INTEGER"),
            Entry = table.Column<string>("TEXT"),
            Signature = table.Column<byte[]>("BLOB"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_vault_log", row => new { row.VaultId, row.Sequence });
            table.ForeignKey("FK_vault_log_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateTable("vault_members", table => new
        {
            VaultId = table.Column<Guid>("TEXT"),
            MemberId = table.Column<Guid>("TEXT"),
            Role = table.Column<int>("INTEGER"),
            HpkeKey = table.Column<byte[]>("BLOB"),
            SignKey = table.Column<byte[]>("BLOB"),
            SealedRootKey = table.Column<byte[]>("BLOB", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_vault_members", row => new { row.VaultId, row.MemberId });
            table.ForeignKey("FK_vault_members_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_vault_members_MemberId", "vault_members", "MemberId");
    }

    private static void AddVaultKeys(MigrationBuilder migration)
    {
        migration.CreateTable("vault_keys", table => new
        {
            VaultId = table.Column<Guid>("TEXT"),
            Version = table.Column<int>("INTEGER"),
            PublicKey = table.Column<byte[]>("BLOB"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_vault_keys", row => new { row.VaultId, row.Version });
            table.ForeignKey("FK_vault_keys_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateTable("sealed_vault_keys", table => new
        {
            VaultId = table.Column<Guid>("TEXT"),
            Version = table.Column<int>("INTEGER"),
            MemberId = table.Column<Guid>("TEXT"),
            Sealed = table.Column<byte[]>("BLOB"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_sealed_vault_keys", row => new { row.VaultId, row.Version, row.MemberId });
            table.ForeignKey("FK_sealed_vault_keys_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
    }

    private static void AddSealedProjects(MigrationBuilder migration)
    {
        migration.CreateTable("vault_projects", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            VaultId = table.Column<Guid>("TEXT"),
            Identity = table.Column<int>("INTEGER"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_vault_projects", row => row.ProjectId);
            table.ForeignKey("FK_vault_projects_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
            table.ForeignKey("FK_vault_projects_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Restrict);
        });
        migration.CreateIndex("IX_vault_projects_VaultId", "vault_projects", "VaultId");
        migration.CreateTable("epochs", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Id = table.Column<byte[]>("BLOB"),
            Sequence = table.Column<int>("INTEGER"),
            Statement = table.Column<byte[]>("BLOB"),
            Signature = table.Column<byte[]>("BLOB"),
            NotAfter = table.Column<DateTime>("TEXT"),
            VaultKeyVersion = table.Column<int>("INTEGER"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_epochs", row => new { row.ProjectId, row.Id });
            table.ForeignKey("FK_epochs_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateTable("documents", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Kind = table.Column<string>("TEXT"),
            Id = table.Column<string>("TEXT"),
            Revision = table.Column<int>("INTEGER"),
            VaultKeyVersion = table.Column<int>("INTEGER"),
            Wrapped = table.Column<byte[]>("BLOB"),
            ChangedAt = table.Column<DateTime>("TEXT"),
            ChangedBy = table.Column<string>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_documents", row => new { row.ProjectId, row.Kind, row.Id });
            table.ForeignKey("FK_documents_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
    }

    private static void AddInvitees(MigrationBuilder migration)
    {
        migration.CreateTable("invitations", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            TokenHash = table.Column<byte[]>("BLOB"),
            VaultId = table.Column<Guid>("TEXT"),
            Email = table.Column<string>("TEXT"),
            Role = table.Column<int>("INTEGER"),
            InvitedBy = table.Column<string>("TEXT"),
            CreatedAt = table.Column<DateTime>("TEXT"),
            ExpiresAt = table.Column<DateTime>("TEXT"),
            AccountId = table.Column<Guid>("TEXT", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_invitations", row => row.Id);
            table.ForeignKey("FK_invitations_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_invitations_TokenHash", "invitations", "TokenHash", unique: true);
        migration.CreateIndex("IX_invitations_VaultId", "invitations", "VaultId");
        migration.CreateTable("agents", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            VaultId = table.Column<Guid>("TEXT"),
            Name = table.Column<string>("TEXT"),
            HpkeKey = table.Column<byte[]>("BLOB"),
            SignKey = table.Column<byte[]>("BLOB"),
            TokenId = table.Column<Guid>("TEXT"),
            CreatedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_agents", row => row.Id);
            table.ForeignKey("FK_agents_vaults_VaultId", row => row.VaultId, "vaults", "Id", onDelete: ReferentialAction.Cascade);
        });
        migration.CreateIndex("IX_agents_TokenId", "agents", "TokenId", unique: true);
        migration.CreateIndex("IX_agents_VaultId", "agents", "VaultId");
    }
}
